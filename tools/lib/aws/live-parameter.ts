import {
  GetParameterCommand,
  type ParameterHistory,
  ParameterNotFound,
  paginateGetParameterHistory,
  type SSMClient,
} from "@aws-sdk/client-ssm";
import { presentMembers } from "../../../aws/json";

/** A parameter as Parameter Store has it right now. */
export interface LiveParameter {
  /** `String`, `StringList` or `SecureString`. */
  readonly type: string;
  /** Absent: it is encrypted. */
  readonly value?: string;
}

/**
 * Reads a parameter and decrypts nothing; `undefined` when there is none.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
 */
export async function readLiveParameter(ssm: SSMClient, Name: string): Promise<LiveParameter | undefined> {
  try {
    const { Parameter: { Type = "", Value } = {} } = await ssm.send(new GetParameterCommand({ Name }));
    return { type: Type, ...presentMembers({ value: Type === "SecureString" ? undefined : Value }) };
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined;
    throw error;
  }
}

/**
 * Which key the newest version of a parameter names: an id, an ARN or an alias. DescribeParameters tells it too, but is allowed for all
 * parameters of an account or for none. Decrypts nothing.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameterHistory.html
 */
export async function readParameterKey(ssm: SSMClient, Name: string): Promise<string | undefined> {
  let newest: ParameterHistory = {};
  for await (const { Parameters = [] } of paginateGetParameterHistory({ client: ssm }, { Name })) {
    for (const version of Parameters) {
      if ((version.Version ?? 0) >= (newest.Version ?? 0)) newest = version;
    }
  }
  return newest.KeyId;
}

/** The value of an encrypted parameter, for whom its key lets. */
export async function readDecrypted(ssm: SSMClient, Name: string): Promise<string | undefined> {
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
  return Parameter?.Value;
}
