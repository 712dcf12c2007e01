import { readPlanEvents } from "../../../access/terraform/plan-events";

const REFUSED = { severity: "error", summary: "AccessDenied", detail: "", address: "aws_iam_role.c" };

/** Lines as Terraform 1.11.4 prints them, without what nobody reads. */
const LINES = [
  { type: "version", terraform: "1.11.4", ui: "1.2" },
  { type: "refresh_start", hook: { resource: { addr: "aws_iam_role.a" } } },
  { type: "refresh_complete", hook: { resource: { addr: "aws_iam_role.a" } } },
  { type: "refresh_complete", hook: { resource: { addr: "data.aws_iam_policy_document.a" } } },
  { type: "resource_drift", change: { resource: { addr: "aws_iam_role.a" }, action: "update" } },
  { type: "resource_drift", change: { resource: { addr: "aws_iam_role.gone" }, action: "delete" } },
  ...["create", "update", "replace", "delete", "move", "import", "read", "noop", "remove"].map((action) => ({
    type: "planned_change",
    change: { resource: { addr: `aws_iam_role.${action}` }, action },
  })),
  { type: "diagnostic", diagnostic: { severity: "warning", summary: "Deprecated", detail: "" } },
  { type: "diagnostic", diagnostic: REFUSED },
  { type: "change_summary", changes: { add: 1, change: 1, import: 0, remove: 0, operation: "plan" } },
  { type: "outputs", outputs: { query_role_arn: { sensitive: false, action: "noop" } } },
].map((event) => JSON.stringify(event));

it("tells what was read, what drifted, what an apply would do, and what failed", () => {
  expect(readPlanEvents(`Warning: not an event\n${LINES.join("\n")}\n`)).toEqual({
    errors: [REFUSED],
    refreshed: ["aws_iam_role.a", "data.aws_iam_policy_document.a"],
    drifted: ["aws_iam_role.a", "aws_iam_role.gone"],
    planned: ["create", "update", "replace", "delete", "move", "import", "read", "noop", "remove"].map(
      (action) => `aws_iam_role.${action}`,
    ),
    summarized: true,
  });
});

it("leaves out half a line, and has no end without the summary", () => {
  const [first, second, third] = LINES;
  expect(readPlanEvents([first, second, third, '{"type":"change_summ'].join("\n"))).toEqual({
    errors: [],
    refreshed: ["aws_iam_role.a"],
    drifted: [],
    planned: [],
    summarized: false,
  });
});
