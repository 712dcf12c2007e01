import { trustedUniqueIds } from "../../../access/iam/trust-document";
import type { ResourceChange, StateResource } from "../../../access/terraform/plan-json";
import { policyDifferences } from "./exclusive-policies";
import type { Difference } from "./finding";
import { changedVariables, shown } from "./masked";
import { documentIn, sameMeaning } from "./same-meaning";

type Values = Readonly<Record<string, unknown>>;

/** Attributes that say again what another one says, or that AWS keeps for itself. */
const NOT_COMPARED: Readonly<Record<string, readonly string[]>> = {
  // Inline and attached policies are resources of their own, and the exclusive resources know the others.
  aws_iam_role: ["inline_policy", "managed_policy_arns", "create_date"],
  aws_lambda_function: [
    "last_modified",
    "source_code_size",
    "version",
    "qualified_arn",
    "qualified_invoke_arn",
  ],
};

/** `tags` lacks the provider's default tags; `tags_all` has all. */
const NEVER_COMPARED = ["tags", "id"];

/** Resources that belong to a role and go with it. */
const ROLE_PART = /^aws_iam_role_/;

/**
 * What changed outside Terraform, from the drift of a plan.
 *
 * @param resources state after refreshing, which knows the text of policies nobody declared
 */
export function differences(
  drift: readonly ResourceChange[],
  resources: readonly StateResource[],
): readonly Difference[] {
  const managed = drift.filter(({ mode }) => mode === "managed");
  const gone = managed.filter(({ change }) => change.actions.includes("delete"));
  return managed
    .filter((entry) => !goesWithItsRole(entry, gone))
    .flatMap((entry) => {
      if (gone.includes(entry)) return [deleted(entry)];
      if (/_exclusive$/.test(entry.type)) return policyDifferences(entry, resources, gone);
      return changedAttributes(entry, gone);
    });
}

/** Attributes whose values differ in meaning. */
export function differingAttributes({ type, change }: ResourceChange): readonly string[] {
  const [before, after] = [valuesOf(change.before), valuesOf(change.after)];
  const skipped = [...NEVER_COMPARED, ...(NOT_COMPARED[type] ?? [])];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => !skipped.includes(name) && !sameMeaning(name, before[name], after[name]))
    .sort();
}

export function valuesOf(value: unknown): Values {
  return typeof value === "object" && value !== null ? (value as Values) : {};
}

/** The role a resource is part of, by name. */
function roleNameOf(values: Values): unknown {
  return values.role ?? values.role_name;
}

function goesWithItsRole(entry: ResourceChange, gone: readonly ResourceChange[]): boolean {
  if (!ROLE_PART.test(entry.type)) return false;
  const role = roleNameOf(valuesOf(entry.change.before));
  return gone.some(({ type, change }) => type === "aws_iam_role" && valuesOf(change.before).name === role);
}

function deleted({ address, type, change }: ResourceChange): Difference {
  const before = valuesOf(change.before);
  const attribute = type === "aws_iam_role_policy" ? "policy" : "id";
  return {
    kind: "deleted",
    address,
    summary: `${nameOf(type, before)} was deleted`,
    before: shown(attribute, before[attribute] ?? before.name ?? before.arn),
    after: null,
    edit: { remove: address },
  };
}

function changedAttributes(entry: ResourceChange, gone: readonly ResourceChange[]): readonly Difference[] {
  const [before, after] = [valuesOf(entry.change.before), valuesOf(entry.change.after)];
  const differing = differingAttributes(entry);
  // A function that was given other code also has another hash of its source: one finding tells both.
  const told = differing.includes("code_sha256")
    ? differing.filter((name) => name !== "source_code_hash")
    : differing;
  return told.map((attribute) => ({
    ...kindOf(entry, attribute, gone),
    address: entry.address,
    attribute,
    before: shown(attribute, before[attribute]),
    after: shown(attribute, after[attribute]),
    edit: { set: entry.address, attribute, value: after[attribute] },
  }));
}

function kindOf(
  { type, change }: ResourceChange,
  attribute: string,
  gone: readonly ResourceChange[],
): Pick<Difference, "kind" | "summary"> {
  const [before, after] = [valuesOf(change.before), valuesOf(change.after)];
  const name = nameOf(type, before);
  if (type === "aws_lambda_function" && attribute === "code_sha256") {
    return { kind: "code", summary: `${name} runs other code than was deployed` };
  }
  if (type === "aws_iam_role" && attribute === "unique_id") {
    return { kind: "recreated", summary: `${name} was deleted and created again outside Terraform` };
  }
  if (attribute === "assume_role_policy") {
    const known = new Set(trustedUniqueIds(documentIn(before[attribute])));
    const dead = trustedUniqueIds(documentIn(after[attribute])).filter((id) => !known.has(id));
    if (dead.length > 0) {
      const whose = `the trust policy of ${name} names ${dead.join(", ")}, the unique id of a principal that no longer exists`;
      const fate = namesOne(before[attribute], gone) ? "deleted" : "recreated";
      return { kind: "dead-principal", summary: `${whose}: the role was ${fate}; apply repairs it` };
    }
  }
  return { kind: "changed", summary: `${inWords(attribute, before, after)} of ${name} was changed` };
}

/** Does the applied trust policy name a role that is gone altogether? */
function namesOne(policy: unknown, gone: readonly ResourceChange[]): boolean {
  const arns = gone.map(({ change }) => valuesOf(change.before).arn).filter((arn) => arn !== undefined);
  return arns.some((arn) => String(policy).includes(`"${String(arn)}"`));
}

function inWords(attribute: string, before: Values, after: Values): string {
  switch (attribute) {
    case "assume_role_policy":
      return "the trust policy";
    case "policy":
      return "the text";
    case "environment":
      return `the environment (${changedVariables(before.environment, after.environment).join(", ")})`;
    case "tags_all":
      return "the set of tags";
    default:
      return attribute.replaceAll("_", " ");
  }
}

/** What a resource is called in the account. */
export function nameOf(type: string, values: Values): string {
  const name = String(values.name ?? values.function_name ?? roleNameOf(values));
  switch (type) {
    case "aws_iam_role":
      return `role ${name}`;
    case "aws_iam_role_policy":
      return `inline policy ${name} of role ${String(values.role)}`;
    case "aws_iam_role_policy_attachment":
      return `the attachment of ${String(values.policy_arn)} to role ${String(values.role)}`;
    case "aws_lambda_function":
      return `function ${name}`;
    case "aws_cloudwatch_log_group":
      return `log group ${name}`;
    default:
      return `${type} ${name}`;
  }
}
