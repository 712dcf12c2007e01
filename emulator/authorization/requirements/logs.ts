import { logGroupArn, logStreamArn } from "../../../aws/logs";
import { locationOf, type SignedRequest } from "../../authentication/signed-request";
import { jsonInputOrEmpty } from "../../protocol/json-body";
import type { StoredTags } from "../stored-tags";
import type { Requirement } from "./requirement";
import { resourceTypesOf } from "./resource-types";
import { tagContext, tagKeysContext, tagsOf, tagsOfResource } from "./tag-context";

/** What a CloudWatch Logs request needs: its own action, and for a log group created with tags the tag action too. */
export async function logsRequirements(
  request: SignedRequest,
  operation: string,
  tagsOfLogGroup: StoredTags["ofLogGroup"],
): Promise<readonly Requirement[]> {
  const input = jsonInputOrEmpty(request);
  const types = (await resourceTypesOf("logs", operation)) ?? ["unknown"];
  const resource = types.length === 0 ? "*" : resourceOf(request, input);
  const tags = tagsOf(input.tags);
  const context = {
    ...tagContext(tags),
    ...(Array.isArray(input.tagKeys) ? tagKeysContext(input.tagKeys) : {}),
  };
  const stored = await tagsOfResource(resource, operation !== "CreateLogGroup", tagsOfLogGroup);
  const own = {
    action: `logs:${operation}`,
    ...(resource === undefined ? {} : { resource }),
    ...stored,
    context,
  };
  if (operation !== "CreateLogGroup" || Object.keys(tags).length === 0) return [own];
  return [
    own,
    {
      action: "logs:TagResource",
      resource: logGroupArn(locationOf(request), String(input.logGroupName)),
      context,
    },
  ];
}

/**
 * Tag actions are decided on the ARN of the log group alone, all others on one with a stream part, which is empty
 * where the request names no stream: `…:log-group:<group>:log-stream:`, as AWS's denials quote it.
 */
function resourceOf(request: SignedRequest, input: Readonly<Record<string, unknown>>): string | undefined {
  const { resourceArn, logGroupName, logStreamName } = input;
  if (typeof resourceArn === "string") return resourceArn;
  if (typeof logGroupName !== "string") return undefined;
  const stream = typeof logStreamName === "string" ? logStreamName : "";
  return logStreamArn(locationOf(request), logGroupName, stream);
}
