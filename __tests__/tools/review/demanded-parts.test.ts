import { DEMANDS } from "../../../testing/links/demanded-link";
import { judged, stackWith } from "../../../testing/tools/reviewed-stack";

const FUNCTION = "resource.aws_lambda_function.query_function";
const CONFIG = "resource.aws_lambda_function_event_invoke_config.query_function";
const POLICY = "data.aws_iam_policy_document.query_role_";
const LINK = { function: DEMANDS };
const ELSEWHERE = "arn:aws:sns:ap-northeast-1:999999999999:failures";
const KEY = "arn:aws:kms:ap-northeast-1:999999999999:key/01234567-89ab-cdef-0123-456789abcdef";

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
  ["unexpected-part", `${FUNCTION}.vpc_config.subnet_ids`, ["subnet-1"], [/^vpc_config of /]],
  ["unexpected-part", `${FUNCTION}.runtime`, "nodejs20.x", [/^runtime of /]],
  [
    "mismatched-part",
    `${CONFIG}.lifecycle`,
    undefined,
    [/is not replaced together with aws_iam_role.query_role/],
  ],
])("%s finds %s as %j", async (rule, path, value, found) => {
  const said = await messages(rule, stackWith(LINK, [path, value]));
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
