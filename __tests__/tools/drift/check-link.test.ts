import { readPlan } from "../../../access/terraform/plan";
import type { PlanEvents } from "../../../access/terraform/plan-events";
import type { SavedStates } from "../../../access/terraform/saved-states";
import { linkWith } from "../../../testing/links/links";
import {
  attempt,
  eventsOf,
  NOTHING_BEYOND,
  type PlanJson,
  recordedPlan,
  reportOf,
  statesOf,
} from "../../../testing/tools/recorded-plans";
import { checkLink } from "../../../tools/drift/check-link";
import type { PlanReader } from "../../../tools/drift/read/link-plan";
import { ToolError } from "../../../tools/lib/terminal/tool-error";

const FAILURE = new ToolError("TERRAFORM_FAILED", "terraform show exited with 1:\nno plan");
const REFUSED = { address: "aws_iam_role.data_role", summary: "AccessDenied", detail: "" };
const LOG_GROUP = "aws_cloudwatch_log_group.query_function";
const POLICY = "aws_iam_role_policy.data_role_redshift_data_api";

const clean = recordedPlan("clean");
const many = recordedPlan("many");

/** A Terraform that made this plan, except for what is given. */
function terraform(
  plan: PlanJson,
  given: { events?: Partial<PlanEvents>; states?: SavedStates | undefined; stack?: unknown } = {},
) {
  const { events = {}, states, stack } = { states: statesOf(plan), ...given };
  return {
    init: async () => {},
    keepingProviders<T>(work: (reader: PlanReader) => Promise<T>): Promise<T> {
      return work(this);
    },
    attemptPlan: async () => ({ ...eventsOf(plan), ...events }),
    savedStates: () => states,
    stackJson: () => stack,
    showAttempt: jest.fn(async (_: string, { errors, refreshed }: PlanEvents) => ({
      errors,
      refreshed,
      plan: readPlan(plan),
    })),
  };
}

test("a link whose plan shows nothing is clean, and no second Terraform has to say so", async () => {
  const planner = terraform(clean);
  // The provider writes a few attributes otherwise than it reads them: there is drift in every plan after an apply.
  expect(eventsOf(clean).drifted).not.toEqual([]);
  expect(await checkLink(linkWith(), planner, async () => NOTHING_BEYOND)).toEqual(
    await reportOf(attempt(clean)),
  );
  expect(await checkLink(linkWith(), planner, async () => NOTHING_BEYOND)).toMatchObject({
    status: "clean",
    unchecked: [],
  });
  expect(planner.showAttempt).not.toHaveBeenCalled();
});

const { prior, refreshed: found } = statesOf(clean);
const without = (address: string, list: SavedStates["refreshed"]) =>
  list.filter((resource) => resource.address !== address);
const { drifted, refreshed } = eventsOf(clean);

describe("the plan is shown when", () => {
  test.each<[string, PlanJson, Parameters<typeof terraform>[1]]>([
    ["something differs and an apply would change it", many, {}],
    ["something differs and no apply would change it", { ...many, resource_changes: [] }, {}],
    ["an apply would change something that did not change outside", clean, { events: { planned: [POLICY] } }],
    ["there was an error", clean, { events: { errors: [REFUSED] } }],
    ["the plan told no end", clean, { events: { summarized: false } }],
    ["a resource was not read", clean, { events: { refreshed: refreshed.filter((a) => a !== POLICY) } }],
    [
      "nothing was read",
      clean,
      { events: { refreshed: [], drifted: [] }, states: { prior, refreshed: prior } },
    ],
    ["the states cannot be read", clean, { states: undefined }],
    ["the state is empty", {}, {}],
    [
      "an event tells drift that the states do not show",
      clean,
      { events: { drifted: [...drifted, POLICY] } },
    ],
    ["the states show drift that no event tells", clean, { events: { drifted: drifted.slice(1) } }],
    ["a resource is gone", clean, { states: { prior, refreshed: without(LOG_GROUP, found) } }],
    [
      "a resource is new in the state",
      clean,
      { states: { prior: without(LOG_GROUP, prior), refreshed: found } },
    ],
  ])("%s", async (_, plan, given) => {
    const planner = terraform(plan, given);
    const { errors, refreshed: read } = await planner.attemptPlan();
    expect(await checkLink(linkWith(), planner, async () => NOTHING_BEYOND)).toEqual(
      await reportOf({ plan: readPlan(plan), errors, refreshed: read }),
    );
    expect(planner.showAttempt).toHaveBeenCalledTimes(1);
  });
});

describe("what a link chooses of tracing, /tmp and layers", () => {
  const chosen = {
    layers: ["arn:aws:lambda:ap-northeast-1:111111111111:layer:certificates:3"],
    ephemeral_storage: [{ size: 1024 }],
    tracing_config: [{ mode: "Active" }],
  };
  const set = (list: SavedStates["refreshed"]) =>
    list.map((resource) =>
      resource.type === "aws_lambda_function"
        ? { ...resource, values: { ...resource.values, ...chosen } }
        : resource,
    );
  const states = { prior: set(prior), refreshed: set(found) };
  const written = { ephemeral_storage: { size: 1024 }, tracing_config: { mode: "Active" } };
  const stackOf = (block: object) => ({
    resource: { aws_lambda_function: { query_function: { provider: "aws.lambda_account", ...block } } },
  });
  const shown = async (stack: unknown) => {
    const planner = terraform(clean, { states, stack });
    const { status } = await checkLink(linkWith(), planner, async () => NOTHING_BEYOND);
    return [status, planner.showAttempt.mock.calls.length];
  };

  test("is read without a second Terraform, as the stack writes it", async () => {
    expect(await shown(stackOf({ ...written, layers: chosen.layers }))).toEqual(["clean", 0]);
  });

  test.each([
    ["the stack does not write one of them", stackOf(written)],
    ["the stack writes it by an expression", stackOf({ ...written, layers: ["${var.layer}"] })],
    ["the stack writes none", stackOf({ ...written, layers: [] })],
    ["the stack writes nothing of it", stackOf({ ...written, layers: null })],
    ["there is no stack to read", undefined],
  ])("is asked of the shown plan where %s", async (_, stack) => {
    expect((await shown(stack))[1]).toBe(1);
  });
});

test("a plan that fails leaves both accounts unread", async () => {
  const failing = { ...terraform(clean), attemptPlan: () => Promise.reject(FAILURE) };
  expect(await checkLink(linkWith(), failing, async () => NOTHING_BEYOND)).toMatchObject({
    status: "could-not-check",
    unchecked: [
      { reason: FAILURE.message },
      { account: { role: "lambda" }, reason: "not read in full" },
      { account: { role: "redshift" }, reason: "not read in full" },
    ],
  });
});

test.each<[string, Error, boolean]>([
  ["what Terraform could not do is a result", FAILURE, true],
  ["an interruption is none", new Error("stopped by SIGINT"), false],
])("%s", async (_, failure, isResult) => {
  const failing = { ...terraform(clean), init: () => Promise.reject(failure) };
  const outcome = await checkLink(linkWith(), failing, async () => NOTHING_BEYOND).catch(
    (error: Error) => error.message,
  );
  if (isResult) expect(outcome).toMatchObject({ status: "could-not-check", findings: [] });
  else expect(outcome).toBe(failure.message);
});
