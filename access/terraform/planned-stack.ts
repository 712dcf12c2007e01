import type { Json } from "../../aws/json";
import { AccessError } from "../iam/access-error";
import { objectsIn } from "./json-record";
import type { Plan, PlanState } from "./plan";
import type { StateResource } from "./plan-json";
import { providerOf } from "./planned-location";
import { plannedValue } from "./planned-value";

/**
 * One state of a plan in the shape of a synthesized stack, so that everything that reads `cdk.tf.json` reads it too. What
 * Terraform does not know yet stays an expression. In the `refreshed` state a role has the policies that nobody declared.
 *
 * @throws AccessError when the plan is neither plan nor state, or holds modules
 */
export function plannedStackJson(plan: Plan, state: PlanState): Json {
  if (plan.planned === undefined) {
    throw new AccessError(
      "unreadable-terraform",
      "the JSON holds neither planned_values nor values, expected the output of terraform show -json; the link may not be deployed yet",
    );
  }
  if (plan.hasModules) {
    throw new AccessError(
      "unreadable-terraform",
      "the JSON holds child modules, expected a stack of this project, which has none",
    );
  }
  const resources = plan[state] ?? [];
  // Without a prototype: Terraform takes `__proto__` for a name like any other.
  const resource: Record<string, Record<string, Json>> = Object.create(null);
  const providers = new Map<string, Json>();
  for (const planned of resources) {
    const provider = providerOf(planned, plan);
    if (provider !== undefined) providers.set(provider.reference, provider.block);
    const byName: Record<string, Json> = resource[planned.type] ?? Object.create(null);
    byName[uniqueName(planned, byName)] = {
      ...block(planned, plan, state),
      ...(provider === undefined ? {} : { provider: provider.reference }),
    };
    resource[planned.type] = byName;
  }
  return {
    provider: { aws: [...providers.values()] },
    resource,
    // No resource tells of what others own.
    ...(plan.existing === undefined ? {} : { "//": { existing: plan.existing } }),
  };
}

/** The resource's attributes as a block of Terraform JSON. */
function block(resource: StateResource, plan: Plan, state: PlanState): Json {
  const { address, type, values } = resource;
  const configured = plan.configuration.get(address);
  const unknown =
    state === "planned" ? plan.changes.find((entry) => entry.address === address)?.change.after_unknown : {};
  const { inline_policy, managed_policy_arns, ...rest } = plannedValue(values, unknown ?? {}, configured);
  const own = { ...rest, ...defined({ provisioner: configured?.provisioners }) };
  if (type !== "aws_iam_role") return { ...own, ...defined({ inline_policy, managed_policy_arns }) };
  // The provider copies every policy of a role into these two; only what it just read, or what is written there, counts.
  switch (state) {
    case "prior":
      return own;
    case "refreshed":
      return { ...own, ...undeclaredPolicies(values.name, { inline_policy, managed_policy_arns }, plan) };
    case "planned":
      return {
        ...own,
        ...(configured?.expressions.inline_policy === undefined ? {} : defined({ inline_policy })),
        ...(configured?.expressions.managed_policy_arns === undefined
          ? {}
          : defined({ managed_policy_arns })),
      };
  }
}

/** The policies of a role that have no resource of their own. */
function undeclaredPolicies(role: unknown, { inline_policy, managed_policy_arns }: Json, plan: Plan): Json {
  const parts = plan.refreshed.filter(({ values }) => values.role === role);
  const declared = (type: string, attribute: string) =>
    new Set(parts.filter((part) => part.type === type).map(({ values }) => values[attribute]));
  const [names, arns] = [
    declared("aws_iam_role_policy", "name"),
    declared("aws_iam_role_policy_attachment", "policy_arn"),
  ];
  return {
    inline_policy: objectsIn(inline_policy).filter(
      ({ name }) => name !== undefined && name !== "" && !names.has(name),
    ),
    managed_policy_arns: (Array.isArray(managed_policy_arns) ? managed_policy_arns : []).filter(
      (arn) => !arns.has(arn),
    ),
  };
}

function defined(values: Record<string, unknown>): Json {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** An instance of a repeated resource keeps its index in its name. */
function uniqueName({ name, address }: StateResource, taken: object): string {
  return name in taken ? address.slice(address.indexOf(".") + 1) : name;
}
