import { isJson, type Json } from "../../aws/json";

/**
 * Types of resources whose apply needs nothing but the plan, the state and AWS, whatever they are given. Of another type of AWS's
 * provider it is known where no text that it is given names a file: the provider reads files that its arguments name, and nothing
 * else of the machine. Of any other provider's type it is not known what an apply reads.
 */
const KNOWN_TYPES: ReadonlySet<string> = new Set([
  "aws_cloudwatch_dashboard",
  "aws_cloudwatch_log_group",
  "aws_cloudwatch_metric_alarm",
  "aws_iam_role",
  "aws_iam_role_policies_exclusive",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_iam_role_policy_attachments_exclusive",
  "aws_lambda_alias",
  "aws_lambda_function",
  "aws_lambda_function_event_invoke_config",
  "aws_lambda_permission",
  "aws_ssm_parameter",
  "aws_lambda_provisioned_concurrency_config",
  "data.aws_iam_policy_document",
  "terraform_data",
]);
const AWS_PROVIDER = "registry.terraform.io/hashicorp/aws";

/** Actions that make nothing and so read nothing. */
const MAKES_NOTHING: ReadonlySet<unknown> = new Set(["no-op", "delete", "forget"]);

/** `${…}` of one reference; a function could read a file, the time or the machine when the plan is applied. */
const REFERENCE = /\$\{[A-Za-z_][\w-]*(?:\.[\w-]+|\[\d+\])+\}/g;
const ESCAPED_TEMPLATE = /(?<![$%])(?:\$\$|%%)\{/g;

/**
 * Why a plan, as `terraform show -json` prints it, is none that can be compared: it did not come to an end or holds nothing.
 *
 * @returns sentences; empty: it is a whole plan
 */
export function whyNoWholePlan(plan: Json): readonly string[] {
  const { format_version, configuration, resource_changes, errored, complete, applyable } = plan;
  if (!isJson(configuration) || typeof format_version !== "string") {
    return ["has no format_version and configuration, expected a plan; write it with terraform plan -out"];
  }
  const changes = changesOf(plan);
  return [
    ...(format_version.startsWith("1.") ? [] : ["is in a format that is not known"]),
    ...(errored === false ? [] : ["does not say that it was planned without an error"]),
    ...(complete === true ? [] : ["does not say that it is complete"]),
    ...(applyable === true || (applyable === false && changes.every(isNoOp))
      ? []
      : ["does not say that it can be applied"]),
    ...(Array.isArray(resource_changes) && changes.length === resource_changes.length && changes.length > 0
      ? []
      : ["holds no resource"]),
  ];
}

/**
 * What an apply of this plan would use that no plan holds, so that two equal plans could still do unlike things.
 *
 * @param isArchive whether this file is the one with this hash (SHA-256, Base64)
 * @param isFile whether a text is the path of a file, as the provider would read it
 * @returns sentences; empty: equal plans do the same
 */
export function whyNotComparable(
  plan: Json,
  configuration: Json,
  isArchive: (file: string, hash: string) => boolean,
  isFile: (text: string) => boolean,
): readonly string[] {
  const { "//": _, ...evaluated } = configuration;
  const unknown = changesOf(plan).filter(
    (change) => !makesNothing(change) && !KNOWN_TYPES.has(typeOf(change)) && !needsNoFile(change, isFile),
  );
  const archives = changesOf(plan).filter(
    (change) =>
      !makesNothing(change) && typeOf(change) === "aws_lambda_function" && !hasArchive(change, isArchive),
  );
  return [
    ...unknown.map(({ address }) => `${address}: what an apply of this type reads is not known`),
    ...archives.map(
      ({ address }) =>
        `${address}: its code is no file with a source_code_hash that is the hash of that file`,
    ),
    ...(hasMember(evaluated, "provisioner") ? ["a provisioner runs what no plan holds"] : []),
    ...unreadTemplates(evaluated).map((path) => `cdk.tf.json ${path}: an expression that is no reference`),
  ];
}

function changesOf({ resource_changes }: Json): readonly Json[] {
  return Array.isArray(resource_changes) ? resource_changes.filter(isJson) : [];
}

function actionsOf({ change }: Json): readonly unknown[] {
  return isJson(change) && Array.isArray(change.actions) ? change.actions : [];
}

function isNoOp(change: Json): boolean {
  return actionsOf(change).join() === "no-op";
}

/** No action at all is none that is known. */
function makesNothing(change: Json): boolean {
  const actions = actionsOf(change);
  return actions.length > 0 && actions.every((action) => MAKES_NOTHING.has(action));
}

function typeOf({ mode, type }: Json): string {
  return mode === "managed" ? String(type) : `${mode}.${type}`;
}

/** A type of AWS's provider that is given no path of a file. What is made of other resources' attributes, AWS answers. */
function needsNoFile({ provider_name: provider, change }: Json, isFile: (text: string) => boolean): boolean {
  return provider === AWS_PROVIDER && isJson(change) && !textsIn(change.after).some(isFile);
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function hasArchive({ change }: Json, isArchive: (file: string, hash: string) => boolean): boolean {
  const after = isJson(change) && isJson(change.after) ? change.after : {};
  const { filename, source_code_hash: hash } = after;
  return typeof filename === "string" && typeof hash === "string" && isArchive(filename, hash);
}

function hasMember(value: unknown, member: string): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([name, inner]) => name === member || hasMember(inner, member));
}

/** Paths of the strings and keys that hold a template other than references. */
function unreadTemplates(value: unknown, path = ""): readonly string[] {
  if (typeof value === "string") return hasUnreadTemplate(value) ? [path] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const place = path === "" ? name : `${path}.${name}`;
    return [...(hasUnreadTemplate(name) ? [path] : []), ...unreadTemplates(inner, place)];
  });
}

function hasUnreadTemplate(text: string): boolean {
  return /[$%]\{/.test(text.replace(ESCAPED_TEMPLATE, "").replace(REFERENCE, ""));
}
