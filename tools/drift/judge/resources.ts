import type { PlanJson, ResourceChange, StateResource } from "../../../access/terraform/plan-json";
import type { Edit } from "./finding";

/** What the state holds after refreshing: what is in the accounts, as far as they were read. */
export function actualResources(plan: PlanJson): readonly StateResource[] {
  const resources = plan.prior_state?.values?.root_module?.resources ?? [];
  return resources.filter(({ mode }) => mode === "managed");
}

/** What was there when Terraform last looked: the state before refreshing. */
export function appliedResources(plan: PlanJson): readonly StateResource[] {
  const drifted = new Map((plan.resource_drift ?? []).map((entry) => [entry.address, entry]));
  const actual = actualResources(plan);
  const present = new Set(actual.map(({ address }) => address));
  const gone = [...drifted.values()].filter(({ address }) => !present.has(address));
  return [
    ...actual.map((resource) => {
      const entry = drifted.get(resource.address);
      return entry === undefined ? resource : { ...resource, values: before(entry) };
    }),
    ...gone.map((entry) => ({
      address: entry.address,
      mode: entry.mode,
      type: entry.type,
      name: entry.address.slice(entry.type.length + 1),
      values: before(entry),
    })),
  ];
}

function before({ change }: ResourceChange): StateResource["values"] {
  return (change.before ?? {}) as StateResource["values"];
}

/** The resources with one difference made to them. */
export function edited(resources: readonly StateResource[], edit: Edit): readonly StateResource[] {
  if ("add" in edit) return [...resources, edit.add];
  if ("remove" in edit) return resources.filter(({ address }) => address !== edit.remove);
  return resources.map((resource) =>
    resource.address === edit.set
      ? { ...resource, values: { ...resource.values, [edit.attribute]: edit.value } }
      : resource,
  );
}
