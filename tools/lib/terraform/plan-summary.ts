import type { PlanJson, ResourceChange } from "../../../access/terraform/plan-json";

/** Attributes that hold IAM documents, by resource type. */
const POLICY_ATTRIBUTES: Readonly<Record<string, string>> = {
  aws_iam_role: "assume_role_policy",
  aws_iam_role_policy: "policy",
};

function changes(plan: PlanJson): readonly ResourceChange[] {
  return (plan.resource_changes ?? []).filter(
    ({ mode, change }) => mode === "managed" && !change.actions.includes("no-op"),
  );
}

/** Addresses of IAM documents whose text the plan does not know: nobody can review those before the apply. */
export function unknownPolicies(plan: PlanJson): readonly string[] {
  return changes(plan).flatMap(({ address, type, change }) => {
    const attribute = POLICY_ATTRIBUTES[type];
    const unknown = change.after_unknown as Readonly<Record<string, unknown>> | null;
    return attribute !== undefined && unknown?.[attribute] === true ? [`${address}.${attribute}`] : [];
  });
}

/** How many resources a plan adds, changes and destroys, in words. */
export function planCounts(plan: PlanJson): string {
  const count = (action: string) =>
    changes(plan).filter(({ change }) => change.actions.includes(action)).length;
  return `${count("create")} to add, ${count("update")} to change, ${count("delete")} to destroy`;
}

/** Addresses a plan touches, by the provider configuration (`aws.lambda_account`) that reaches them. */
export function changesByProvider(plan: PlanJson): ReadonlyMap<string, readonly string[]> {
  const providers = new Map(
    (plan.configuration?.root_module?.resources ?? []).map((resource) => [
      resource.address,
      resource.provider_config_key,
    ]),
  );
  const grouped = new Map<string, string[]>();
  for (const { address } of changes(plan)) {
    const provider = providers.get(address) ?? "unknown provider";
    grouped.set(provider, [...(grouped.get(provider) ?? []), address]);
  }
  return grouped;
}
