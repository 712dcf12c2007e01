import { AwsError } from "../protocol/aws-error";

/** Plain text of all session policies together, characters (STS API reference, "Policy"). */
const MAX_POLICY_CHARACTERS = 2048;
/** Entries of a list (STS API reference, "PolicyArns" and "Tags"). */
const MAX_POLICY_ARNS = 10;
const MAX_TAGS = 50;
/** Characters of a tag (STS API reference, "Tag"). */
const MAX_TAG_KEY_CHARACTERS = 128;
const MAX_TAG_VALUE_CHARACTERS = 256;
const SOURCE_IDENTITY = /^(?!aws:)[\w+=,.@-]{2,64}$/;

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
 * Reads what is common to the operations that make a session.
 *
 * @throws AwsError ValidationError, in the service's words where they are known
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
  if (sourceIdentity !== null && !SOURCE_IDENTITY.test(sourceIdentity)) {
    throw tooLong(
      "sourceIdentity",
      "Member must satisfy regular expression pattern: [\\w+=,.@-]*",
      sourceIdentity,
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
  if (keys.length > MAX_TAGS)
    throw invalid(`at most ${MAX_TAGS} session tags are allowed, not ${keys.length}`);
  if (new Set(keys.map((key) => key.toLowerCase())).size < keys.length) {
    throw new AwsError(
      "InvalidParameterValue",
      "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
    );
  }
  for (const [index, key] of keys.entries()) {
    if (key.length < 1 || key.length > MAX_TAG_KEY_CHARACTERS) {
      const bound = `Member must have length less than or equal to ${MAX_TAG_KEY_CHARACTERS}`;
      throw tooLong(`tags.${index + 1}.member.key`, bound, key);
    }
    if ((values[index]?.length ?? 0) > MAX_TAG_VALUE_CHARACTERS) {
      const bound = `Member must have length less than or equal to ${MAX_TAG_VALUE_CHARACTERS}`;
      throw tooLong(`tags.${index + 1}.member.value`, bound, values[index] ?? "");
    }
  }
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
