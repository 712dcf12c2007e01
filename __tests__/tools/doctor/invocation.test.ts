import { type FunctionFailure, type Invocation, proofOf } from "../../../tools/doctor/invocation";
import { readState } from "../../../tools/doctor/terraform-facts";

const failedAt = (hop: string): Invocation => {
  const failure: FunctionFailure = { code: "X", hop, message: "m", advice: "a" };
  return { kind: "failed", failure };
};

it.each<[string, Invocation, string[]]>([
  ["finished", { kind: "finished", rows: [] }, ["proven", "proven", "proven"]],
  ["not run", { kind: "not-run", reason: "r" }, ["not reached", "not reached", "not reached"]],
  ["failed at assume-role", failedAt("assume-role"), ["refused", "not reached", "not reached"]],
  ["failed at authorize", failedAt("authorize"), ["proven", "refused", "not reached"]],
  ["failed at connect", failedAt("connect"), ["proven", "proven", "refused"]],
  ["failed at sql", failedAt("sql"), ["proven", "proven", "proven"]],
  [
    "failed at submit, which can be anywhere",
    failedAt("submit"),
    ["not reached", "not reached", "not reached"],
  ],
  ["failed at event", failedAt("event"), ["not reached", "not reached", "not reached"]],
])("what %s proves", (_, invocation, expected) => {
  const stages = ["assume-role", "authorize", "connect"] as const;
  expect(stages.map((stage) => proofOf(invocation, stage))).toEqual(expected);
});

it("a state: managed resources that exist, and the unique ids of roles", () => {
  const instances = [{ attributes: { unique_id: "AROA1", secret: "s" } }];
  const resources = [
    { mode: "managed", type: "aws_iam_role", name: "data_role", instances },
    { mode: "managed", type: "aws_iam_role", name: "gone", instances: [] },
    { mode: "data", type: "aws_iam_policy_document", name: "d", instances },
    { mode: "managed", type: "aws_cloudwatch_log_group", name: "g", instances: [{}] },
  ];
  expect(readState(JSON.stringify({ resources }))).toEqual({
    addresses: ["aws_cloudwatch_log_group.g", "aws_iam_role.data_role"],
    roleIds: { "aws_iam_role.data_role": "AROA1" },
  });
});

it("before the first apply there is no state: an empty text", () => {
  expect(readState("\n")).toEqual({ addresses: [], roleIds: {} });
});
