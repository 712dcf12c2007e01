import type { PlanEvents } from "../../../access/terraform/plan-events";
import type { PlanJson, ResourceChange } from "../../../access/terraform/plan-json";
import type { SavedStates } from "../../../access/terraform/saved-states";

/**
 * The plan's JSON without `terraform show`, where that holds nothing more than the plan's own events and the states
 * saved with it: after a plan without error, of which an apply would do nothing. The events name every resource that
 * refreshing found changed, the states tell how.
 *
 * @returns `undefined` where it may hold more, or where the states do not differ in exactly the resources of the events
 */
export function quickPlan(events: PlanEvents, states: SavedStates | undefined): PlanJson | undefined {
  const { errors, planned, drifted, summarized } = events;
  if (states === undefined || !summarized || errors.length > 0 || planned.length > 0) return undefined;
  const drift = changedResources(states);
  if (!isSame(new Set(drifted), new Set(drift.map(({ address }) => address)))) return undefined;
  return {
    resource_drift: drift,
    resource_changes: [],
    prior_state: { values: { root_module: { resources: states.after } } },
  };
}

/** Resources that are in both states and differ; one that is gone stays out, and so contradicts its event. */
function changedResources({ before, after }: SavedStates): readonly ResourceChange[] {
  const old = new Map(before.map(({ address, values }) => [address, values]));
  return after.flatMap(({ address, mode, type, values }) => {
    const previous = old.get(address);
    if (mode !== "managed" || previous === undefined) return [];
    if (JSON.stringify(previous) === JSON.stringify(values)) return [];
    const change = { actions: ["update"], before: previous, after: values, after_unknown: {} };
    return [{ address, mode, type, change }];
  });
}

function isSame(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return some.size === others.size && [...some].every((address) => others.has(address));
}
