import type { FailureHop } from "../../../functions/run-query/failure";
import { ERROR_TABLE } from "../../../redshift-data/errors/error-table";
import { isDenial, stageResult } from "../../../tools/doctor/judge/stage-result";
import { type Invocation, withoutValues } from "../../../tools/doctor/read/invocation";
import { readState } from "../../../tools/doctor/read/terraform-facts";
import type { FunctionFailure } from "../../../tools/lib/link/invocation";

const failedAt = (hop: FailureHop, rest: Partial<FunctionFailure> = {}): Invocation => {
  const failure: FunctionFailure = { code: "UNKNOWN", hop, message: "m", advice: "a", ...rest };
  return { kind: "failed", failure };
};
const AWS = { awsCode: "A" };

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
  ["an answer of the Data API", failedAt("submit", AWS), ["proven", "not reached", "not reached"]],
  [
    "a service that failed, which may be STS",
    failedAt("submit", { ...AWS, code: "SERVICE_FAILED" }),
    ["not reached", "not reached", "not reached"],
  ],
  [
    "a statement that was accepted and not answered in time",
    failedAt("deadline", { statementId: "s" }),
    ["proven", "proven", "not reached"],
  ],
  ["the time before a statement", failedAt("deadline"), ["not reached", "not reached", "not reached"]],
  [
    "the way to the Data API",
    failedAt("connect", { ...AWS, code: "ENDPOINT_UNREACHABLE" }),
    ["proven", "not reached", "refused"],
  ],
  [
    "the way to STS",
    failedAt("assume-role", { ...AWS, code: "ENDPOINT_UNREACHABLE" }),
    ["refused", "not reached", "not reached"],
  ],
  ...(
    ["EXECUTION_ERROR", "QUERY_TIMEOUT", "ACTIVE_STATEMENTS_EXCEEDED", "ACTIVE_SESSIONS_EXCEEDED"] as const
  ).map((code): [string, Invocation, string[]] => [
    code,
    failedAt("submit", { ...AWS, code }),
    ["proven", "proven", "refused"],
  ]),
  [
    "a statement that is followed up, refused by the Data API",
    failedAt("describe", AWS),
    ["proven", "not reached", "not reached"],
  ],
  [
    "STS that failed by itself",
    failedAt("assume-role", { ...AWS, code: "SERVICE_FAILED" }),
    ["not reached", "not reached", "not reached"],
  ],
  ["a fault of the function", failedAt("function"), ["not reached", "not reached", "not reached"]],
  ["failed at event", failedAt("event"), ["not reached", "not reached", "not reached"]],
])("what %s proves", (_, invocation, expected) => {
  const stages = ["assume-role", "authorize", "connect"] as const;
  expect(stages.map((stage) => stageResult(invocation, stage))).toEqual(expected);
});

it("policies are to be read for the codes of a denial only, as the function's table has them", () => {
  const denials = ERROR_TABLE.filter(({ hop }) => hop === "assume-role" || hop === "authorize")
    .map(({ code }) => code)
    .filter((code) => isDenial({ code, hop: "authorize", message: "", advice: "" }));
  expect([...new Set(denials)]).toEqual([
    ...[
      "HOP1_DENIED",
      "CREDENTIALS_DENIED",
      "SECRET_DENIED",
      "KMS_DENIED",
      "DATA_API_DENIED",
      "STATEMENT_DENIED",
    ],
  ]);
});

it("a state: managed resources that exist, and the unique ids of roles", () => {
  const arn = "arn:aws:iam::222222222222:role/r";
  const instances = [{ attributes: { unique_id: "AROA1", secret: "s", arn } }];
  const provider = 'provider["registry.terraform.io/hashicorp/aws"].redshift_account';
  const resources = [
    { mode: "managed", type: "aws_iam_role", name: "data_role", provider, instances },
    { mode: "managed", type: "aws_iam_role", name: "gone", instances: [] },
    { mode: "data", type: "aws_iam_policy_document", name: "d", instances },
    { mode: "managed", type: "aws_cloudwatch_log_group", name: "g", instances: [{}] },
  ];
  expect(readState(JSON.stringify({ resources }))).toEqual({
    addresses: ["aws_cloudwatch_log_group.g", "aws_iam_role.data_role"],
    roleIds: { "aws_iam_role.data_role": "AROA1" },
    placed: [{ address: "aws_iam_role.data_role", values: { arn }, providerAlias: "redshift_account" }],
  });
});

it("a state that is cut off is refused without a word of it", () => {
  expect(() => readState('{"resources": "secret')).toThrow(/^terraform state pull printed what is not JSON$/);
});

it("before the first apply there is no state: an empty text", () => {
  expect(readState("\n")).toEqual({ addresses: [], roleIds: {}, placed: [] });
});

it("external ids that AWS quotes are taken out, wherever the function has them from", () => {
  const awsMessage = "Value 'k' at 'externalId' is too short";
  const told = withoutValues(failedAt("assume-role", { message: "'own'", awsMessage }), [
    "k",
    undefined,
    "own",
    "",
  ]);
  expect(told).toEqual(
    failedAt("assume-role", {
      message: "'(not shown)'",
      awsMessage: awsMessage.replace("'k'", "'(not shown)'"),
    }),
  );
});
