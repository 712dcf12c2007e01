import { isJson } from "../../aws/json";
import type { MotoClient } from "../moto/moto-client";

/** Where a parameter is. */
interface ParameterPlace {
  readonly accountId: string;
  readonly region: string;
}

/** Parameters of Parameter Store as moto stores them. */
export class StoredParameters {
  constructor(private readonly moto: Pick<MotoClient, "call">) {}

  /** Key that an encrypted parameter names. `undefined`: it is not encrypted, or there is none. */
  async keyOf(place: ParameterPlace, name: string): Promise<string | undefined> {
    const { status, body } = await this.moto.call({
      ...place,
      service: "ssm",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AmazonSSM.DescribeParameters",
      },
      body: JSON.stringify({ ParameterFilters: [{ Key: "Name", Option: "Equals", Values: [name] }] }),
    });
    if (status !== 200) return undefined;
    const answer: unknown = JSON.parse(body.toString());
    const found: unknown =
      isJson(answer) && Array.isArray(answer.Parameters) ? answer.Parameters[0] : undefined;
    return isJson(found) && typeof found.KeyId === "string" ? found.KeyId : undefined;
  }
}
