import { blocks } from "../../../../access/terraform/json-record";
import type { ResourceChange, StateResource } from "../../../../access/terraform/plan-json";
import type { Difference } from "./difference";
import { shown } from "./shown-value";

/**
 * Policies nobody declared, which the exclusive resources of a role notice, and declared ones that are missing and
 * whose own resource does not say so.
 *
 * @param refreshed the resources of that state: a role lists the texts of all its inline policies
 * @param gone resources that were deleted
 */
export function policyDifferences(
  entry: ResourceChange,
  refreshed: readonly StateResource[],
  gone: readonly ResourceChange[],
): readonly Difference[] {
  const { before, after } = entry.change;
  const attribute = entry.type.includes("attachments") ? "policy_arns" : "policy_names";
  const [known, present] = [textsIn(before?.[attribute]), textsIn(after?.[attribute])];
  const role = String(after?.role_name);
  const added = present.filter((policy) => !known.includes(policy));
  const missing = known.filter((policy) => !present.includes(policy) && !isGone(policy, role, gone));
  const base = { address: entry.address, attribute };
  return [
    ...added.map((policy) =>
      attribute === "policy_arns"
        ? attached(base, role, policy)
        : written(base, role, policy, inlineText(policy, role, refreshed)),
    ),
    ...missing.map(
      (policy): Difference => ({
        ...base,
        kind: "deleted",
        summary: `policy ${policy} of role ${role} is missing`,
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
function inlineText(policy: string, role: string, refreshed: readonly StateResource[]): string | undefined {
  const policies = refreshed
    .filter(({ type, values }) => type === "aws_iam_role" && values.name === role)
    .flatMap(({ values }) => blocks(values.inline_policy));
  const text = policies.find(({ name }) => name === policy)?.policy;
  return typeof text === "string" ? text : undefined;
}

function isGone(policy: string, role: string, gone: readonly ResourceChange[]): boolean {
  return gone.some(
    ({ change: { before } }) =>
      before?.role === role && (before.name === policy || before.policy_arn === policy),
  );
}

function textsIn(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.map(String) : [];
}
