import type { StateResource } from "../../../../access/terraform/plan-json";
import type { DriftFinding } from "../finding";

/** What a difference does to the resources of the state it is seen from. */
export type Edit =
  | { readonly remove: string }
  | { readonly set: string; readonly attribute: string; readonly value: unknown }
  | { readonly add: StateResource };

/** A finding of which the account, the meaning and the repair are not known yet. */
export interface Difference
  extends Omit<DriftFinding, "severity" | "meaning" | "meaningUnknown" | "repair" | "account"> {
  readonly edit: Edit;
}

/** The resources with these differences made to them, one after the other. */
export function edited(
  resources: readonly StateResource[],
  ...edits: readonly Edit[]
): readonly StateResource[] {
  return edits.reduce(withEdit, resources);
}

function withEdit(resources: readonly StateResource[], edit: Edit): readonly StateResource[] {
  if ("add" in edit) return [...resources, edit.add];
  if ("remove" in edit) return resources.filter(({ address }) => address !== edit.remove);
  return resources.map((resource) =>
    resource.address === edit.set
      ? { ...resource, values: { ...resource.values, [edit.attribute]: edit.value } }
      : resource,
  );
}
