import { createServer } from "node:http";
import { importIdOf } from "../../../access/terraform/import-blocks";
import { readTerraformStack } from "../../../access/terraform/terraform-stack";
import { BUCKETS } from "../../../testing/links/bucket-link";
import { EVERYTHING } from "../../../testing/links/demanded-link";
import { linkWith } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import { localServer } from "../../../testing/states/local-server";
import { hasPart, isNamedType, type NamedType } from "../../../tools/adopt/read/named-parts";

const NAME = "analytics-nightly";

/** How a service answers: status, body, and the code where it stands in a header. */
type Answer = readonly [status: number, body: string, code?: string];

const lambda = (code: string): Answer => [code === "AccessDeniedException" ? 403 : 404, "{}", code];
const json = (code: string): Answer => [400, JSON.stringify({ __type: code })];
const query = (code: string): Answer => [
  code === "AccessDenied" ? 403 : 404,
  `<ErrorResponse><Error><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`,
];
const alarms = (...names: readonly string[]): Answer => [
  200,
  `<DescribeAlarmsResponse>${names.map((name) => `<member><AlarmName>${name}</AlarmName></member>`).join("")}</DescribeAlarmsResponse>`,
];
const policy = (Sid: string): Answer => [
  200,
  JSON.stringify({ Policy: JSON.stringify({ Statement: [{ Sid }] }) }),
];

/** Of each type: its import id, what is asked, and the answers of which it is there, is not, and may not be looked at. */
const ROWS: readonly (readonly [
  type: NamedType,
  id: string,
  asked: string,
  there: Answer,
  none: Answer,
  denied: Answer,
])[] = [
  [
    "aws_lambda_function",
    NAME,
    `GET /2015-03-31/functions/${NAME}`,
    [200, JSON.stringify({ Configuration: { FunctionName: NAME } })],
    lambda("ResourceNotFoundException"),
    lambda("AccessDeniedException"),
  ],
  [
    "aws_lambda_alias",
    `${NAME}/live`,
    `GET /2015-03-31/functions/${NAME}/aliases/live`,
    [200, "{}"],
    lambda("ResourceNotFoundException"),
    lambda("AccessDeniedException"),
  ],
  [
    "aws_lambda_function_event_invoke_config",
    `${NAME}:live`,
    `GET /2019-09-25/functions/${NAME}/event-invoke-config?Qualifier=live`,
    [200, "{}"],
    lambda("ResourceNotFoundException"),
    lambda("AccessDeniedException"),
  ],
  [
    "aws_lambda_function_event_invoke_config",
    NAME,
    `GET /2019-09-25/functions/${NAME}/event-invoke-config`,
    [200, "{}"],
    lambda("ResourceNotFoundException"),
    lambda("AccessDeniedException"),
  ],
  [
    "aws_lambda_permission",
    `${NAME}:live/reports`,
    `GET /2015-03-31/functions/${NAME}/policy?Qualifier=live`,
    policy("reports"),
    policy("another"),
    lambda("AccessDeniedException"),
  ],
  [
    "aws_lambda_permission",
    `${NAME}/reports`,
    `GET /2015-03-31/functions/${NAME}/policy`,
    policy("reports"),
    lambda("ResourceNotFoundException"),
    lambda("AccessDeniedException"),
  ],
  [
    "aws_lambda_provisioned_concurrency_config",
    `${NAME},live`,
    `GET /2019-09-30/functions/${NAME}/provisioned-concurrency?Qualifier=live`,
    [200, "{}"],
    lambda("ProvisionedConcurrencyConfigNotFoundException"),
    lambda("AccessDeniedException"),
  ],
  [
    "aws_cloudwatch_log_group",
    "/aws/lambda/a",
    "Logs_20140328.DescribeLogGroups",
    [200, JSON.stringify({ logGroups: [{ logGroupName: "/aws/lambda/a" }] })],
    [200, JSON.stringify({ logGroups: [{ logGroupName: "/aws/lambda/ab" }] })],
    json("AccessDeniedException"),
  ],
  [
    "aws_cloudwatch_metric_alarm",
    `${NAME}-failures`,
    `Action=DescribeAlarms&Version=2010-08-01&AlarmNames.member.1=${NAME}-failures`,
    alarms(`${NAME}-failures`),
    alarms(),
    query("AccessDenied"),
  ],
  [
    "aws_cloudwatch_dashboard",
    NAME,
    `Action=GetDashboard&Version=2010-08-01&DashboardName=${NAME}`,
    [200, "<GetDashboardResponse/>"],
    query("ResourceNotFound"),
    query("AccessDenied"),
  ],
  [
    "aws_ssm_parameter",
    "/links/a",
    'AmazonSSM.GetParameter {"Name":"/links/a"}',
    [200, JSON.stringify({ Parameter: { Type: "SecureString", Value: "sealed" } })],
    json("ParameterNotFound"),
    json("AccessDeniedException"),
  ],
];

let answer: Answer = [200, "{}"];
const asked: string[] = [];
const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk;
  const target = request.headers["x-amz-target"];
  const isSsm = String(target).startsWith("AmazonSSM");
  if (target !== undefined) asked.push(isSsm ? `${target} ${body}` : String(target));
  else asked.push(request.method === "GET" ? `GET ${request.url}` : body);
  const [status, text, code] = answer;
  response.writeHead(status, code === undefined ? {} : { "x-amzn-errortype": code }).end(text);
});

let local: Awaited<ReturnType<typeof localServer>>;
beforeAll(async () => {
  local = await localServer(server);
});
afterAll(() => local.close());

/** What the look says where the service answers so. */
function look(type: NamedType, id: string, given: Answer): Promise<boolean> {
  answer = given;
  const credentials = { accessKeyId: "AKIA", secretAccessKey: "s" };
  const config = { region: "ap-northeast-1", endpoint: local.url, credentials, maxAttempts: 1 };
  return hasPart(type, id, config, new AbortController().signal);
}

test.each(ROWS)("%s %s is asked for by its name alone", async (type, id, question, there, none, denied) => {
  asked.length = 0;
  expect([await look(type, id, there), await look(type, id, none)]).toEqual([true, false]);
  expect(new Set(asked)).toEqual(new Set([question]));
  await expect(look(type, id, denied)).rejects.toThrow(
    expect.objectContaining({ name: expect.stringMatching(/^AccessDenied/) }),
  );
});

test("every part that a link with everything makes is looked for, roles and their policies aside", () => {
  const { resources } = readTerraformStack(new Synth(linkWith({ ...EVERYTHING, buckets: BUCKETS })).json);
  const types = new Set(resources.map(({ type }) => type).filter((type) => !type.startsWith("aws_iam_role")));
  expect([...types].filter((type) => !isNamedType(type))).toEqual([]);
  expect(new Set(ROWS.map(([type]) => type))).toEqual(types);
  expect(resources.filter((resource) => importIdOf(resource, resources) === undefined)).toEqual([]);
});
