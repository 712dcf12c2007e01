import { AwsError } from "../protocol/aws-error";
import { notOffered } from "../protocol/not-offered";
import { type SessionInput, sessionInput } from "./session-input";

/** Of a session whose `DurationSeconds` is not sent (STS API reference, AssumeRole). */
const DEFAULT_SESSION_SECONDS = 3600;

/** AssumeRole's parameters that nothing here can check. Granting a session without them would allow too much. */
const UNSUPPORTED = /^(?:SerialNumber|TokenCode|ProvidedContexts\.)/;

/** AssumeRole's parameters. */
export interface AssumeRoleInput extends SessionInput {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly durationSeconds: number;
  readonly externalId?: string;
}

/**
 * Reads AssumeRole's parameters, which the service's model has taken.
 *
 * @throws AwsError `ValidationError` in the service's words; `NotImplemented` for what is not supported here
 */
export function assumeRoleInput(parameters: URLSearchParams): AssumeRoleInput {
  const unsupported = [...parameters.keys()].find((name) => UNSUPPORTED.test(name));
  if (unsupported !== undefined) {
    throw notOffered("sts", `AssumeRole with ${unsupported}`);
  }
  const roleArn = parameters.get("RoleArn") ?? "";
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(roleArn)) {
    throw new AwsError("ValidationError", `${roleArn} is invalid`);
  }
  const externalId = parameters.get("ExternalId");
  return {
    roleArn,
    sessionName: parameters.get("RoleSessionName") ?? "",
    durationSeconds: Number(parameters.get("DurationSeconds") ?? DEFAULT_SESSION_SECONDS),
    ...(externalId === null ? {} : { externalId }),
    ...sessionInput(parameters),
  };
}
