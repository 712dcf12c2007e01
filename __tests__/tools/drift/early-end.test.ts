import { readPlan } from "../../../access/terraform/plan";
import { attempt, recordedPlan, reportOf } from "../../../testing/tools/recorded-plans";
import type { Difference } from "../../../tools/drift/judge/differences/difference";
import { notApplied } from "../../../tools/drift/judge/differences/not-applied";
import { repairOf } from "../../../tools/drift/judge/repair";

const plan = recordedPlan("many");
const errored = { ...plan, errored: true };
const LOG_GROUP = "aws_cloudwatch_log_group.query_function";
const difference = (kind: Difference["kind"], address: string, attribute?: string): Difference => ({
  ...{ kind, address, summary: "", before: null, after: null, edit: { remove: address } },
  ...(attribute === undefined ? {} : { attribute }),
});

describe("a plan that ended early", () => {
  it("does not say what was not applied", async () => {
    const { resource_changes: changes = [] } = plan;
    const early = { ...recordedPlan("clean"), errored: true, resource_changes: changes };
    expect((await reportOf(attempt({ ...early, errored: false }))).findings).not.toEqual([]);
    expect((await reportOf(attempt(early))).findings).toEqual([]);
  });

  it("does not say what an apply would repair", () => {
    const changed = difference("changed", LOG_GROUP, "retention_in_days");
    expect(repairOf(changed, readPlan(plan))).toBe("the next apply puts it back");
    expect(repairOf(changed, readPlan(errored))).toBe("not known: the plan that would say so ended early");
  });

  it("leaves the link unchecked, though everything was read", async () => {
    const refused = { address: "aws_iam_role.data_role", summary: "AccessDenied", detail: "" };
    expect(await reportOf(attempt(recordedPlan("clean"), [refused]))).toMatchObject({
      status: "could-not-check",
      unchecked: [{ account: { role: "redshift" }, reason: "AccessDenied" }],
    });
  });
});

test("without any plan, every error is told, and the accounts that none of them names", async () => {
  const refused = { address: "aws_iam_role.query_role", summary: "AccessDenied", detail: "" };
  const errors = [refused, { summary: "stopped", detail: "" }, { summary: "stopped twice", detail: "" }];
  const failed = { errors, refreshed: [] };
  expect((await reportOf(failed)).unchecked).toEqual([
    { account: { id: "111111111111", role: "lambda" }, reason: "AccessDenied" },
    { reason: "stopped" },
    { reason: "stopped twice" },
    { account: { id: "222222222222", role: "redshift" }, reason: "not read in full" },
  ]);
});

test("what the configuration does not set stays as it is until somebody changes it back", () => {
  expect(repairOf(difference("changed", LOG_GROUP, "name"), readPlan(plan))).toMatch(
    /^the next apply leaves it as it is, /,
  );
});

test("an attribute that is known only after the apply is no difference", () => {
  const change = {
    actions: ["update"],
    before: { name: "query", arn: "old", description: "by hand" },
    after: { name: "query", description: "declared" },
    after_unknown: { arn: true },
  };
  const entry = { address: "aws_iam_role.query", mode: "managed", type: "aws_iam_role", change } as const;
  expect(notApplied([entry], []).map(({ attribute }) => attribute)).toEqual(["description"]);
});
