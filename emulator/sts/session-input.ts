import { AwsError } from "../protocol/aws-error";
import { isReservedTag, RESERVED_TAG } from "../protocol/reserved-tags";

/** Plain text of all session policies together, characters (STS API reference, "Policy"). */
const MAX_POLICY_CHARACTERS = 2048;
/** Managed session policies (STS API reference, "PolicyArns"). */
const MAX_POLICY_ARNS = 10;

/** What narrows or labels the session that STS is asked for. */
export interface SessionInput {
  /** Text of an inline session policy. */
  readonly policy?: string;
  readonly policyArns: readonly string[];
  /** Key → value. */
  readonly tags: Readonly<Record<string, string>>;
  readonly transitiveTagKeys: readonly string[];
  readonly sourceIdentity?: string;
}

/**
 * Reads what is common to the operations that make a session, and checks what the service's model does not say.
 *
 * @throws AwsError ValidationError, InvalidParameterValue, in the service's words where they are known
 */
export function sessionInput(parameters: URLSearchParams): SessionInput {
  const policy = parameters.get("Policy");
  const policyArns = members(parameters, "PolicyArns.member.%.arn");
  const tags = tagsOf(parameters);
  const transitiveTagKeys = members(parameters, "TransitiveTagKeys.member.%");
  const sourceIdentity = parameters.get("SourceIdentity");
  if ((policy?.length ?? 0) > MAX_POLICY_CHARACTERS) {
    throw tooLong(
      "policy",
      `Member must have length less than or equal to ${MAX_POLICY_CHARACTERS}`,
      policy ?? "",
    );
  }
  if (policyArns.length > MAX_POLICY_ARNS) {
    throw invalid(
      `at most ${MAX_POLICY_ARNS} managed session policies are allowed, not ${policyArns.length}`,
    );
  }
  const unknownKey = transitiveTagKeys.find((key) => !(key in tags));
  if (unknownKey !== undefined) {
    throw new AwsError(
      "InvalidParameterValue",
      "The specified transitive tag key must be included in the requested tags.",
    );
  }
  return {
    policyArns,
    tags,
    transitiveTagKeys,
    ...(policy === null ? {} : { policy }),
    ...(sourceIdentity === null ? {} : { sourceIdentity }),
  };
}

function tagsOf(parameters: URLSearchParams): Readonly<Record<string, string>> {
  const keys = members(parameters, "Tags.member.%.Key");
  const values = keys.map((_, index) => parameters.get(`Tags.member.${index + 1}.Value`) ?? "");
  if (new Set(keys.map((key) => key.toLowerCase())).size < keys.length) {
    throw new AwsError(
      "InvalidParameterValue",
      "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
    );
  }
  if (keys.some(isReservedTag)) throw new AwsError("InvalidParameterValue", RESERVED_TAG);
  return Object.fromEntries(keys.map((key, index) => [key, values[index] ?? ""]));
}

/** The items of a list of the query protocol. @param pattern the name of one, with `%` for its number from 1 */
function members(parameters: URLSearchParams, pattern: string): string[] {
  const found: string[] = [];
  for (;;) {
    const item = parameters.get(pattern.replace("%", String(found.length + 1)));
    if (item === null) return found;
    found.push(item);
  }
}

function tooLong(member: string, constraint: string, value: string): AwsError {
  return invalid(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

function invalid(message: string): AwsError {
  return new AwsError("ValidationError", message);
}
