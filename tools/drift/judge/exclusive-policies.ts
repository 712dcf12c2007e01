import type { ResourceChange, StateResource } from "../../../access/terraform/plan-json";
import type { Difference } from "./finding";
import { shown } from "./masked";

interface ExclusiveValues {
  readonly role_name: string;
  readonly policy_names?: readonly string[];
  readonly policy_arns?: readonly string[];
}

/**
 * Policies nobody declared, which the exclusive resources of a role notice, and declared ones that are missing and
 * whose own resource does not say so.
 *
 * @param gone resources that were deleted
 */
export function policyDifferences(
  entry: ResourceChange,
  resources: readonly StateResource[],
  gone: readonly ResourceChange[],
): readonly Difference[] {
  const [before, after] = [entry.change.before as ExclusiveValues, entry.change.after as ExclusiveValues];
  const attribute = entry.type.includes("attachments") ? "policy_arns" : "policy_names";
  const [known, present] = [before[attribute] ?? [], after[attribute] ?? []];
  const added = present.filter((policy) => !known.includes(policy));
  const missing = known.filter(
    (policy) => !present.includes(policy) && !isGone(policy, after.role_name, gone),
  );
  const base = { address: entry.address, attribute };
  return [
    ...added.map((policy) =>
      attribute === "policy_arns"
        ? attached(base, after.role_name, policy)
        : written(base, after.role_name, policy, inlineText(policy, after.role_name, resources)),
    ),
    ...missing.map(
      (policy): Difference => ({
        ...base,
        kind: "deleted",
        summary: `policy ${policy} of role ${after.role_name} is missing`,
        before: policy,
        after: null,
        edit: { set: entry.address, attribute, value: present },
      }),
    ),
  ];
}

type Base = Pick<Difference, "address"> & { readonly attribute: string };

function attached(base: Base, role: string, policyArn: string): Difference {
  return {
    ...base,
    kind: "managed-policy",
    summary: `managed policy ${policyArn} was attached to role ${role}`,
    before: null,
    after: policyArn,
    edit: {
      add: {
        address: `${base.address} (${policyArn})`,
        mode: "managed",
        type: "aws_iam_role_policy_attachment",
        name: policyArn,
        values: { role, policy_arn: policyArn },
      },
    },
  };
}

function written(base: Base, role: string, name: string, text: string | undefined): Difference {
  return {
    ...base,
    kind: "inline-policy",
    summary: `inline policy ${name} was added to role ${role}`,
    before: null,
    after: text === undefined ? name : shown("policy", text),
    edit: {
      add: {
        address: `${base.address} (${name})`,
        mode: "managed",
        type: "aws_iam_role_policy",
        name,
        values: { role, name, policy: text },
      },
    },
  };
}

/** The role itself lists every inline policy it has, with its text. */
function inlineText(policy: string, role: string, resources: readonly StateResource[]): string | undefined {
  const lists = resources
    .filter(({ type, values }) => type === "aws_iam_role" && values.name === role)
    .flatMap(({ values }) => (values.inline_policy ?? []) as readonly { name: string; policy: string }[]);
  return lists.find(({ name }) => name === policy)?.policy;
}

function isGone(policy: string, role: string, gone: readonly ResourceChange[]): boolean {
  return gone.some(({ change }) => {
    const values = change.before as { role?: string; name?: string; policy_arn?: string };
    return values.role === role && (values.name === policy || values.policy_arn === policy);
  });
}
