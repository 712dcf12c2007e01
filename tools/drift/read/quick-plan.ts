import { beforeDrift, type Plan } from "../../../access/terraform/plan";
import type { PlanEvents } from "../../../access/terraform/plan-events";
import type { ResourceChange } from "../../../access/terraform/plan-json";
import type { SavedStates } from "../../../access/terraform/saved-states";
import { writtenArguments } from "./written-arguments";

/**
 * The plan without `terraform show`, where that would tell nothing more than the plan's own events and the states saved with
 * it: after a plan without error, of which an apply would do nothing. The events name every resource that refreshing found
 * changed, the states tell how. It has no configuration: nobody asks what a plan that finds nothing means.
 *
 * @returns `undefined` where the plan may hold more, or where the states do not differ in exactly the resources of the events
 */
export function quickPlan(
  events: PlanEvents,
  states: SavedStates | undefined,
  written?: unknown,
): Plan | undefined {
  const { errors, planned, drifted, summarized } = events;
  if (states === undefined || !summarized || errors.length > 0 || planned.length > 0) return undefined;
  const drift = changedResources(states);
  if (!isSame(new Set(drifted), new Set(drift.map(({ address }) => address)))) return undefined;
  const refreshed = states.refreshed.filter(({ mode }) => mode === "managed");
  return {
    errored: false,
    drift,
    changes: [],
    prior: beforeDrift(refreshed, drift),
    refreshed,
    planned: refreshed,
    configuration: writtenArguments(written),
    providers: new Map(),
    hasModules: false,
  };
}

/** Resources that are in both states and differ; one that is gone stays out, and so contradicts its event. */
function changedResources({ prior, refreshed }: SavedStates): readonly ResourceChange[] {
  const valuesBefore = new Map(prior.map(({ address, values }) => [address, values]));
  return refreshed.flatMap(({ address, mode, type, values }) => {
    const before = valuesBefore.get(address);
    if (mode !== "managed" || before === undefined) return [];
    if (JSON.stringify(before) === JSON.stringify(values)) return [];
    return [
      { address, mode, type, change: { actions: ["update"], before, after: values, after_unknown: {} } },
    ];
  });
}

function isSame(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return some.size === others.size && [...some].every((address) => others.has(address));
}
