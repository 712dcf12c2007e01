import { isJson, type Json } from "../../../aws/json";

/**
 * What Terraform, its AWS provider or IAM take for the same, written down from their documentation and not from the review's
 * code: a test that asked the review what is harmless would prove nothing.
 */

/** Blocks: Terraform JSON takes one as an object, and as a list of one. */
const BLOCKS = new Set([
  ...["statement", "principals", "condition", "environment", "logging_config", "assume_role", "default_tags"],
  ...["ephemeral_storage", "tracing_config", "vpc_config", "dead_letter_config"],
  ...["destination_config", "on_failure"],
  ...["terraform", "backend", "local", "s3", "required_providers", "lifecycle"],
]);
/** Arguments that are sets, or that IAM reads as sets: order and repetition say nothing. */
const SETS = new Set([
  ...["actions", "resources", "identifiers", "values", "policy_names", "policy_arns", "depends_on"],
  ...["statement", "principals", "condition", "aws", "subnet_ids", "security_group_ids"],
  "alarm_actions",
]);
/** Of these, the ones in which a repetition says something: a second Sid is refused, a second value is written. */
const REPEATING = new Set(["statement", "condition", "values", "aws"]);
/** Numbers: Terraform converts their digits. */
const NUMBERS = new Set([
  ...["memory_size", "timeout", "retention_in_days", "size"],
  ...["maximum_event_age_in_seconds", "maximum_retry_attempts", "provisioned_concurrent_executions"],
  ...["period", "threshold", "evaluation_periods"],
]);
/** Arguments whose default a link writes out: leaving them out says the same. */
const DEFAULTS: readonly (readonly [name: string, value: string])[] = [
  ["effect", "Allow"],
  ["path", "/"],
];
/** IAM ignores the case of actions and of condition keys (IAM User Guide, policy elements Action and Condition). */
const CASELESS = new Set(["actions", "variable"]);

/** The stack with one way of writing each thing; equal for two stacks that lead to the same plan. */
export function canonicalStack(stack: Json): Json {
  return canonicalValue([], stack) as Json;
}

/** Where `//` is a comment: bodies of blocks. Elsewhere it is a name like any other. */
const BODY =
  /^(?:|(?:resource|data)\.[^.]+\.[^.]+|provider\.aws(?:\.\d+)?|output\.[^.]+|terraform(?:\.\d+)?|.*\.(?:statement|principals|condition|environment|ephemeral_storage|tracing_config|vpc_config|dead_letter_config|destination_config|on_failure|logging_config|assume_role|default_tags|local|s3|required_providers|lifecycle)(?:\.\d+)?)$/;

function canonicalValue(path: readonly string[], value: unknown): unknown {
  const name = path.findLast((part) => !/^\d+$/.test(part)) ?? "";
  const isEntry = /^\d+$/.test(path.at(-1) ?? "");
  if (Array.isArray(value)) return canonicalList(path, name, value);
  if (isJson(value)) {
    const members = Object.entries(value)
      .filter(([member, inner]) => (member !== "//" || !BODY.test(path.join("."))) && inner !== null)
      .map(([member, inner]) => [member, canonicalValue([...path, member], inner)] as const)
      .filter(([member, inner]) => !DEFAULTS.some(([known, usual]) => member === known && inner === usual))
      // No block, no sections of that kind, and nothing to wait for.
      .filter(([member, inner]) => !((BLOCKS.has(member) || member === "depends_on") && isEmptyList(inner)))
      .sort(([one], [other]) => (one < other ? -1 : 1));
    const object = Object.fromEntries(members);
    return BLOCKS.has(name) && !isEntry ? [object] : object;
  }
  if (CASELESS.has(name) && typeof value === "string") return value.toLowerCase();
  return NUMBERS.has(name) && typeof value === "string" && /^[1-9]\d*$/.test(value) ? Number(value) : value;
}

/** What a resource waits for anyway, because it names it, or something that waits for it. */
const WAITED_FOR: Readonly<Record<string, RegExp>> = {
  "resource.aws_lambda_function.query_function.depends_on": /^aws_cloudwatch_log_group\.query_function$/,
  "resource.aws_lambda_function_event_invoke_config.query_function.depends_on":
    /^aws_iam_role_policy\.query_role_(?:send_failures|send_traces|use_network)$/,
};

function canonicalList(path: readonly string[], name: string, list: readonly unknown[]): unknown {
  const entries = list.map((entry, index) => canonicalValue([...path, String(index)], entry));
  if (!SETS.has(name)) return entries;
  const waited = WAITED_FOR[path.join(".")];
  const texts = entries
    .filter((entry) => typeof entry !== "string" || waited?.test(entry) !== true)
    .map((entry) => JSON.stringify(entry))
    .sort();
  return (REPEATING.has(name) ? texts : [...new Set(texts)]).map((text): unknown => JSON.parse(text));
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
