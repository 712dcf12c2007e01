import { readPlan } from "../../../access/terraform/plan";
import type { PlanEvents } from "../../../access/terraform/plan-events";
import type { SavedStates } from "../../../access/terraform/saved-states";
import { eventsOf, recordedPlan, statesOf } from "../../../testing/tools/recorded-plans";
import { quickPlan } from "../../../tools/drift/read/quick-plan";

const clean = recordedPlan("clean");
const [events, states] = [eventsOf(clean), statesOf(clean)];
const POLICY = "aws_iam_role_policy.data_role_redshift_data_api";

it("holds the drift and the state that the shown plan holds", () => {
  const { drift, prior, refreshed } = readPlan(clean);
  expect(quickPlan(events, states)).toEqual({
    errored: false,
    drift: drift.map(({ address, mode, type, change }) => {
      const { actions, before, after } = change;
      return { address, mode, type, change: { actions, before, after, after_unknown: {} } };
    }),
    changes: [],
    prior,
    refreshed,
    planned: refreshed,
    // Only events and states were read: nothing of the configuration.
    configuration: new Map(),
    providers: new Map(),
    hasModules: false,
  });
});

it("has no drift of a data source, which is read anew every time", () => {
  const source = { address: "data.a.b", mode: "data", type: "a", name: "b" } as const;
  const withSource = {
    prior: [...states.prior, { ...source, values: { id: "1" } }],
    refreshed: [...states.refreshed, { ...source, values: { id: "2" } }],
  };
  expect(quickPlan(events, withSource)?.drift).toEqual(quickPlan(events, states)?.drift);
});

describe("is none when", () => {
  const other = [...events.drifted.slice(1), POLICY];
  it.each<[string, Partial<PlanEvents>, SavedStates | undefined]>([
    ["there was an error", { errors: [{ summary: "AccessDenied", detail: "" }] }, states],
    ["the plan told no end", { summarized: false }, states],
    ["an apply would do something", { planned: [POLICY] }, states],
    ["events and states name as many resources, and others", { drifted: other }, states],
    ["the states cannot be read", {}, undefined],
  ])("%s", (_, differing, saved) => {
    expect(quickPlan({ ...events, ...differing }, saved)).toBeUndefined();
  });
});
