import { trustedUniqueIds } from "../../../../access/iam/trust-document";
import type { ResourceChange, StateResource } from "../../../../access/terraform/plan-json";
import type { Json } from "../../../../aws/json";
import type { Difference } from "./difference";
import { differingAttributes } from "./differing-attributes";
import { policyDifferences } from "./exclusive-policies";
import { nameOf, roleNameOf } from "./resource-name";
import { documentIn } from "./same-meaning";
import { changedVariables, shown } from "./shown-value";

/** Resources that belong to a role and go with it. */
const ROLE_PART = /^aws_iam_role_/;

/**
 * What changed outside Terraform, from the drift of a plan.
 *
 * @param refreshed the resources of that state, which know the text of policies nobody declared
 */
export function outsideDifferences(
  drift: readonly ResourceChange[],
  refreshed: readonly StateResource[],
): readonly Difference[] {
  const managed = drift.filter(({ mode }) => mode === "managed");
  const gone = managed.filter(({ change }) => change.actions.includes("delete"));
  return managed
    .filter((entry) => !goesWithItsRole(entry, gone))
    .flatMap((entry) => {
      if (gone.includes(entry)) return [deleted(entry)];
      if (/_exclusive$/.test(entry.type)) return policyDifferences(entry, refreshed, gone);
      return changedAttributes(entry, gone);
    });
}

function goesWithItsRole(entry: ResourceChange, gone: readonly ResourceChange[]): boolean {
  if (!ROLE_PART.test(entry.type)) return false;
  const role = roleNameOf(entry.change.before ?? {});
  return gone.some(({ type, change }) => type === "aws_iam_role" && change.before?.name === role);
}

function deleted({ address, type, change }: ResourceChange): Difference {
  const before = change.before ?? {};
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
  const [before, after] = [entry.change.before ?? {}, entry.change.after ?? {}];
  // Where the provider reads the hash of the code into the declared one, the comparison of the two tells it.
  const differing = differingAttributes(entry).filter((name) => name !== "source_code_hash");
  return differing.map((attribute) => ({
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
  const [before, after] = [change.before ?? {}, change.after ?? {}];
  const name = nameOf(type, before);
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

/** Does the trust policy of the prior state name a role that is gone altogether? */
function namesOne(policy: unknown, gone: readonly ResourceChange[]): boolean {
  const arns = gone.map(({ change }) => change.before?.arn).filter((arn) => arn !== undefined);
  return arns.some((arn) => String(policy).includes(`"${String(arn)}"`));
}

function inWords(attribute: string, before: Json, after: Json): string {
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
