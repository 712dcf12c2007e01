import { LinkAnswers } from "../../../access/link/link-answers";
import { DEMANDS, ENCRYPTED_OUTPUTS, SSM_OUTPUTS } from "../../../testing/links/demanded-link";
import { judged, stackWith } from "../../../testing/tools/reviewed-stack";
import { readLink } from "../../../tools/lib/link/read-link";
import { compareStacks } from "../../../tools/review/judge/comparison/compare-stacks";

const FUNCTION = "resource.aws_lambda_function.query_function";
const CONFIG = "resource.aws_lambda_function_event_invoke_config.query_function";
const POLICY = "data.aws_iam_policy_document.query_role_";
const LINK = { ...SSM_OUTPUTS, function: DEMANDS };
const PERMISSION = "resource.aws_lambda_permission.query_function_";
const ELSEWHERE = "arn:aws:sns:ap-northeast-1:999999999999:failures";
const KEY = "arn:aws:kms:ap-northeast-1:999999999999:key/01234567-89ab-cdef-0123-456789abcdef";

const ALARM = "resource.aws_cloudwatch_metric_alarm.query_function_";
const DASHBOARD = "resource.aws_cloudwatch_dashboard.query_function";
const PARAMETER = "resource.aws_ssm_parameter.";

const messages = async (rule: string, json: unknown) => {
  const found = await judged(rule, json);
  return typeof found === "string" ? found : found.map(({ message }) => message);
};

test.each([
  "mismatched-part",
  "unexpected-part",
  "statement-beyond-link",
  "exclusive-policies",
  "unread-part",
])("a link with every demand keeps %s", async (rule) => {
  expect(await messages(rule, stackWith(LINK))).toEqual([]);
});

test.each<[rule: string, path: string, value: unknown, found: readonly RegExp[]]>([
  [
    "mismatched-part",
    `${FUNCTION}.kms_key_arn`,
    KEY,
    [/^kms_key_arn of .* is arn:aws:kms:.*, which is not where/],
  ],
  [
    "mismatched-part",
    `${CONFIG}.destination_config.on_failure.destination`,
    ELSEWHERE,
    [
      /^what gets failed events is .*999999999999/,
      /^the function sends events that failed, .* may not sns:Publish/,
    ],
  ],
  ["mismatched-part", `${CONFIG}.function_name`, "other", [/is of function other, not of analytics-query$/]],
  [
    "statement-beyond-link",
    `${FUNCTION}.tracing_config`,
    undefined,
    [/xray:PutTraceSegments on \*$/, /xray:PutTelemetryRecords on \*$/],
  ],
  ["statement-beyond-link", `${FUNCTION}.dead_letter_config`, undefined, [/sqs:SendMessage on arn:aws:sqs/]],
  [
    "statement-beyond-link",
    `${POLICY}send_traces.statement`,
    [{ sid: "SendTraces", effect: "Allow", actions: ["xray:*"], resources: ["*"] }],
    [/xray:\* on \*$/],
  ],
  [
    "mismatched-part",
    `${POLICY}send_traces.statement`,
    [],
    [/may not xray:PutTelemetryRecords/, /may not xray:PutTraceSegments/],
  ],
  [
    "mismatched-part",
    `${PERMISSION}own_account.principal`,
    "999999999999",
    [/^999999999999 may invoke .* account 999999999999$/],
  ],
  [
    "mismatched-part",
    `${PERMISSION}nightly_rule.source_arn`,
    undefined,
    [/whoever asks it to$/, /from any account$/],
  ],
  [
    "mismatched-part",
    `${PERMISSION}uploads.source_account`,
    undefined,
    [/^s3.amazonaws.com for arn:aws:s3:::uploads may .* any account$/],
  ],
  [
    "mismatched-part",
    `${PERMISSION}reports.function_name`,
    "other",
    [/^aws_lambda_permission.query_function_reports is for another function/],
  ],
  [
    "mismatched-part",
    `${PERMISSION}reports.statement_id`,
    "else",
    [/is not the statement that its address says$/],
  ],
  ["unexpected-part", `${PERMISSION}own_account.principal`, "*", [/^principal of /]],
  ["unexpected-part", `${PERMISSION}reports.action`, "lambda:*", [/^action of /]],
  ["unexpected-part", `${FUNCTION}.vpc_config.subnet_ids`, ["subnet-1"], [/^vpc_config of /]],
  [
    "mismatched-part",
    `${FUNCTION}.depends_on`,
    [
      ...["aws_cloudwatch_log_group.query_function", "aws_iam_role_policy.query_role_send_failures"],
      "aws_iam_role_policy.query_role_use_network",
    ],
    [/^aws_lambda_function.query_function does not wait for aws_iam_role_policy.query_role_send_traces: /],
  ],
  ["unexpected-part", `${FUNCTION}.runtime`, "nodejs20.x", [/^runtime of /]],
  [
    "mismatched-part",
    `${CONFIG}.lifecycle`,
    undefined,
    [/is not replaced together with aws_iam_role.query_role/],
  ],
  ...(
    [
      ["alarm_name", "else", "failures"],
      ["metric_name", "Throttles", "failures"],
      ["statistic", "Maximum", "failures"],
      ["dimensions", { FunctionName: "other" }, "failures"],
      ["threshold", 60_001, "duration"],
      ["provider", "aws.redshift_account", "throttles"],
      ["period", 60, "throttles"],
    ] as const
  ).map(([argument, value, alarm]): [string, string, unknown, RegExp[]] => [
    "mismatched-part",
    `${ALARM}${alarm}.${argument}`,
    value,
    [new RegExp(`^${argument} of .*_${alarm} is none of an alarm of the function$`)],
  ]),
  [
    "mismatched-part",
    `${ALARM}failures`,
    undefined,
    [/^aws_cloudwatch_metric_alarm.query_function_failures is missing/],
  ],
  [
    "mismatched-part",
    `${ALARM}duration.alarm_actions`,
    [ELSEWHERE],
    [/^alarm_actions of /, /^alarm_actions of /],
  ],
  [
    "unexpected-part",
    `${ALARM}failures.alarm_actions`,
    ["arn:aws:lambda:ap-northeast-1:111111111111:function:other"],
    [/^alarm_actions of /],
  ],
  ["unexpected-part", `${ALARM}failures.ok_actions`, [ELSEWHERE], [/^ok_actions of /]],
  ["unexpected-part", `${ALARM}failures.actions_enabled`, false, [/^actions_enabled of /]],
  ["unexpected-part", `${ALARM}failures.treat_missing_data`, "missing", [/^treat_missing_data of /]],
  ["mismatched-part", `${DASHBOARD}.dashboard_body`, '{"widgets":[]}', [/^dashboard_body of /]],
  ["mismatched-part", `${DASHBOARD}.dashboard_name`, "else", [/^dashboard_name of /]],
  [
    "mismatched-part",
    `${PARAMETER}query_function_arn.insecure_value`,
    "arn:aws:lambda:ap-northeast-1:111111111111:function:other",
    [/^insecure_value of aws_ssm_parameter.query_function_arn is not what the link's output says$/],
  ],
  ["mismatched-part", `${PARAMETER}query_role_arn.name`, "/other/query-role-arn", [/^name of /]],
  [
    "mismatched-part",
    `${PARAMETER}data_role_arn`,
    undefined,
    [/^aws_ssm_parameter.data_role_arn is missing/],
  ],
  ["mismatched-part", `${PARAMETER}data_role_arn.provider`, "aws.redshift_account", [/^provider of /]],
  ["unexpected-part", `${PARAMETER}query_function_name.type`, "StringList", [/^type of /]],
  [
    "mismatched-part",
    `${PARAMETER}query_function_name.type`,
    "SecureString",
    [/^value of /, /^insecure_value of /, /^key_id of /],
  ],
])("%s finds %s as %j", async (rule, path, value, found) => {
  const said = await messages(rule, stackWith(LINK, [path, value]));
  expect(said).toEqual(found.map((pattern) => expect.stringMatching(pattern)));
});

test("encrypted parameters keep every rule", async () => {
  for (const rule of ["mismatched-part", "unexpected-part"]) {
    expect(await messages(rule, stackWith({ ...LINK, ...ENCRYPTED_OUTPUTS }))).toEqual([]);
  }
});

test.each<[rule: string, path: string, value: unknown, found: readonly RegExp[]]>([
  ["mismatched-part", "query_role_arn.key_id", undefined, [/^key_id of /, /^key_id of /]],
  [
    "mismatched-part",
    "query_role_arn.key_id",
    KEY,
    [/^key_id of .* is .*, which is not where/, /^key_id of /],
  ],
  ["unexpected-part", "query_role_arn.key_id", "alias/aws/ssm", [/^key_id of /]],
  ["mismatched-part", "query_role_arn.value", "arn:aws:iam::111111111111:role/other", [/^value of /]],
  ["mismatched-part", "query_role_arn.insecure_value", "x", [/^insecure_value of /]],
  ["mismatched-part", "query_role_arn.type", "String", [/^insecure_value of /, /^value of /, /^key_id of /]],
])("of encrypted parameters, %s finds %s as %j", async (rule, path, value, found) => {
  const said = await messages(
    rule,
    stackWith({ ...LINK, ...ENCRYPTED_OUTPUTS }, [`${PARAMETER}${path}`, value]),
  );
  expect(said).toEqual(found.map((pattern) => expect.stringMatching(pattern)));
});

test("what lets the function's own code into EC2 is beyond the link", async () => {
  const [statement] =
    (stackWith(LINK) as { data: { aws_iam_policy_document: Record<string, { statement: object[] }> } }).data
      .aws_iam_policy_document.query_role_use_network?.statement ?? [];
  const open = { ...statement, condition: undefined };
  const said = await messages(
    "statement-beyond-link",
    stackWith(LINK, [`${POLICY}use_network.statement`, [open]]),
  );
  expect(said).toHaveLength(7);
  expect(said[0]).toMatch(/lets the query role ec2:\w+ on \*$/);
  expect(said[6]).toMatch(/lacks ArnNotEquals lambda:SourceFunctionArn/);
});

test("who can newly invoke the function is a grant of the change", async () => {
  const answers = (json: object) => new LinkAnswers(readLink(json));
  const { grants, takesAway } = await compareStacks(
    answers(stackWith({})),
    answers(stackWith({ function: { invokers: DEMANDS.invokers } })),
  );
  expect(grants).toEqual([
    "events.amazonaws.com for arn:aws:events:ap-northeast-1:111111111111:rule/nightly can now invoke the function",
    "arn:aws:iam::111111111111:root can now invoke the function",
    "arn:aws:iam::111111111111:role/reports can now invoke the function",
    "s3.amazonaws.com for arn:aws:s3:::uploads of account 111111111111 can now invoke the function",
  ]);
  expect(takesAway).toEqual([]);
});
