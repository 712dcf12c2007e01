import type { Plan } from "../../../access/terraform/plan";
import type { ResourceChange } from "../../../access/terraform/plan-json";
import { POLICY_ATTRIBUTES } from "../../../access/terraform/policy-attributes";

function changes(plan: Pick<Plan, "changes">): readonly ResourceChange[] {
  return plan.changes.filter(({ mode, change }) => mode === "managed" && !change.actions.includes("no-op"));
}

/** Addresses of IAM documents whose text the plan does not know: nobody can review those before the apply. */
export function unknownPolicies(plan: Plan): readonly string[] {
  return changes(plan).flatMap(({ address, type, change }) => {
    const attribute = POLICY_ATTRIBUTES[type];
    return attribute !== undefined && change.after_unknown[attribute] === true
      ? [`${address}.${attribute}`]
      : [];
  });
}

/** How many resources a plan adds, changes and destroys, in words. */
export function planCounts(plan: Plan): string {
  const count = (action: string) =>
    changes(plan).filter(({ change }) => change.actions.includes(action)).length;
  return `${count("create")} to add, ${count("update")} to change, ${count("delete")} to destroy`;
}

/** Addresses a plan touches, by the provider configuration (`aws.lambda_account`) that reaches them. */
export function changesByProvider(plan: Plan): ReadonlyMap<string, readonly string[]> {
  const grouped = new Map<string, string[]>();
  for (const { address } of changes(plan)) {
    const provider = plan.configuration.get(address)?.providerKey ?? "unknown provider";
    grouped.set(provider, [...(grouped.get(provider) ?? []), address]);
  }
  return grouped;
}
