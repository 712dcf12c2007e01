import { AwsError } from "../protocol/aws-error";
import { type SessionInput, sessionInput } from "./session-input";

/** Shortest and longest `DurationSeconds` and its default (STS API reference, AssumeRole). */
const MIN_SESSION_SECONDS = 900;
const MAX_SESSION_SECONDS = 43_200;
const DEFAULT_SESSION_SECONDS = 3600;

/** AssumeRole's parameters that nothing here can check. Granting a session without them would allow too much. */
const UNSUPPORTED = /^(?:SerialNumber|TokenCode|ProvidedContexts\.)/;

/** AssumeRole's parameters, checked. */
export interface AssumeRoleInput extends SessionInput {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly durationSeconds: number;
  readonly externalId?: string;
}

interface TextRule {
  readonly member: string;
  readonly min: number;
  readonly max: number;
  readonly pattern: RegExp;
  /** As the service writes it. */
  readonly patternText: string;
}

const ROLE_ARN: TextRule = {
  member: "roleArn",
  min: 20,
  max: 2048,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the set is the service model's own.
  pattern: /^[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD]+$/,
  patternText:
    "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+",
};
const SESSION_NAME: TextRule = {
  member: "roleSessionName",
  min: 2,
  max: 64,
  pattern: /^[\w+=,.@-]*$/,
  patternText: "[\\w+=,.@-]*",
};
const EXTERNAL_ID: TextRule = {
  member: "externalId",
  min: 2,
  max: 1224,
  pattern: /^[\w+=,.@:/-]*$/,
  patternText: "[\\w+=,.@:\\/-]*",
};

/**
 * Reads AssumeRole's parameters.
 *
 * @throws AwsError `ValidationError` in the service's words; `NotImplemented` for what is not supported here
 */
export function assumeRoleInput(parameters: URLSearchParams): AssumeRoleInput {
  const unsupported = [...parameters.keys()].find((name) => UNSUPPORTED.test(name));
  if (unsupported !== undefined) {
    throw new AwsError("NotImplemented", `the rehearsal does not support ${unsupported} of AssumeRole`, 501);
  }
  const roleArn = checked(ROLE_ARN, parameters.get("RoleArn"));
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(roleArn)) {
    throw new AwsError("ValidationError", `${roleArn} is invalid`);
  }
  const externalId = parameters.get("ExternalId");
  return {
    roleArn,
    sessionName: checked(SESSION_NAME, parameters.get("RoleSessionName")),
    durationSeconds: duration(parameters.get("DurationSeconds")),
    ...(externalId === null ? {} : { externalId: checked(EXTERNAL_ID, externalId) }),
    ...sessionInput(parameters),
  };
}

function checked({ member, min, max, pattern, patternText }: TextRule, value: string | null): string {
  // The value itself stays out of the message: an external id may be a secret.
  if (value === null) throw violation("null", member, "Member must not be null");
  const shown = member === "externalId" ? "***" : value;
  if (value.length < min) {
    throw violation(`'${shown}'`, member, `Member must have length greater than or equal to ${min}`);
  }
  if (value.length > max) {
    throw violation(`'${shown}'`, member, `Member must have length less than or equal to ${max}`);
  }
  if (!pattern.test(value)) {
    throw violation(`'${shown}'`, member, `Member must satisfy regular expression pattern: ${patternText}`);
  }
  return value;
}

function duration(text: string | null): number {
  if (text === null) return DEFAULT_SESSION_SECONDS;
  const seconds = Number(text);
  if (!Number.isInteger(seconds)) throw new AwsError("MalformedInput", "DurationSeconds is not an integer");
  if (seconds < MIN_SESSION_SECONDS) {
    throw violation(
      `'${seconds}'`,
      "durationSeconds",
      `Member must have value greater than or equal to ${MIN_SESSION_SECONDS}`,
    );
  }
  if (seconds > MAX_SESSION_SECONDS) {
    throw violation(
      `'${seconds}'`,
      "durationSeconds",
      `Member must have value less than or equal to ${MAX_SESSION_SECONDS}`,
    );
  }
  return seconds;
}

function violation(value: string, member: string, constraint: string): AwsError {
  return new AwsError(
    "ValidationError",
    `1 validation error detected: Value ${value} at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}
