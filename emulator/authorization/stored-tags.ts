import { accountOf, parseArn } from "../../aws/arn";
import { isJson } from "../../aws/json";
import type { MotoClient } from "../moto/moto-client";

/** Key → value. */
type Tags = Readonly<Record<string, string>>;

/** Tags of functions and log groups as moto stores them. Those of roles and users come with them. */
export class StoredTags {
  constructor(private readonly moto: Pick<MotoClient, "call">) {}

  /** @param arn of a function, qualified or not; a version has the tags of its function */
  async ofFunction(arn: string): Promise<Tags> {
    const { region = "", resource = "" } = parseArn(arn) ?? {};
    const unqualified = arn.replace(resource, resource.split(":").slice(0, 2).join(":"));
    const path = `/2017-03-31/tags/${encodeURIComponent(unqualified)}`;
    return this.read({ accountId: accountOf(arn), region, service: "lambda", method: "GET", path }, "Tags");
  }

  /** @param arn of a log group, with or without a stream part */
  async ofLogGroup(arn: string): Promise<Tags> {
    const { region = "" } = parseArn(arn) ?? {};
    const headers = {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "Logs_20140328.ListTagsForResource",
    };
    const body = JSON.stringify({ resourceArn: arn.replace(/:log-stream:.*$/, "").replace(/:\*$/, "") });
    return this.read({ accountId: accountOf(arn), region, service: "logs", headers, body }, "tags");
  }

  private async read(request: Parameters<MotoClient["call"]>[0], member: string): Promise<Tags> {
    const { status, body } = await this.moto.call(request);
    // There is no such resource, or moto knows no tags of it.
    if (status !== 200) return {};
    const answer: unknown = JSON.parse(body.toString());
    const tags = isJson(answer) ? answer[member] : undefined;
    if (!isJson(tags)) return {};
    return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, String(value)]));
  }
}
