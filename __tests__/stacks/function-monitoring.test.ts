import { BUCKETS_LINK } from "../../testing/links/bucket-link";
import { linkWith } from "../../testing/links/links";
import { Synth } from "../../testing/links/synth-stack";

const TOPIC = "arn:aws:sns:ap-northeast-1:111111111111:operations";
const alarmsOf = (settings: object) => {
  const { json } = new Synth(linkWith({ function: settings }));
  return Object.entries(json.resource.aws_cloudwatch_metric_alarm ?? {}).map(
    ([address, { alarm_name, metric_name, statistic, threshold, period }]) => [
      ...[address, alarm_name, metric_name, statistic, threshold, period],
    ],
  );
};

test("the alarms of a function, with the thresholds that it has unless it is given others", () => {
  expect(alarmsOf({ alarms: { topicArn: TOPIC } })).toEqual([
    ["query_function_duration", "analytics-query-duration", "Duration", "Maximum", 48_000, 300],
    ["query_function_failures", "analytics-query-failures", "Errors", "Sum", 1, 300],
    ["query_function_throttles", "analytics-query-throttles", "Throttles", "Sum", 1, 300],
  ]);
  const own = { failedInvocations: 2, throttledInvocations: 3, durationMilliseconds: 4, periodSeconds: 60 };
  expect(alarmsOf({ alarms: { topicArn: TOPIC, ...own } }).map((alarm) => alarm.slice(4))).toEqual([
    [4, 60],
    [2, 60],
    [3, 60],
  ]);
});

test("a threshold of a duration is a whole number for every timeout", () => {
  for (const timeoutSeconds of [1, 7, 899]) {
    const [[, , , , threshold] = []] = alarmsOf({ timeoutSeconds, alarms: { topicArn: TOPIC } });
    expect(threshold).toBe(timeoutSeconds * 800);
  }
});

interface Widget {
  readonly type: string;
  readonly properties: { readonly title: string; readonly metrics?: readonly (readonly unknown[])[] };
}

function widgetsOf(settings: object): readonly Widget[] {
  const synth = new Synth(linkWith({ function: settings }));
  const { dashboard_body: body, dashboard_name: name } = synth.resource(
    "aws_cloudwatch_dashboard",
    "query_function",
  );
  expect(name).toBe("analytics-query-ap-northeast-1");
  return (JSON.parse(String(body)) as { widgets: readonly Widget[] }).widgets;
}

test("the dashboard shows the function, what it counts itself, and the alarms where there are some", () => {
  const shown = (settings: object) =>
    widgetsOf(settings).map(({ properties: { title, metrics = [] } }) => [
      title,
      ...new Set(metrics.map(([namespace, , dimension, value]) => `${namespace} ${dimension} ${value}`)),
    ]);
  const ofLambda = "AWS/Lambda FunctionName analytics-query";
  const own = "CrossAccountRedshift link analytics";
  const pictures = [
    ["Invocations", ofLambda],
    ["Duration", ofLambda],
    ["Concurrent executions", ofLambda],
    ["Statements", own],
    ["Time of statements, and the function's own part", own],
  ];
  expect(shown({ dashboard: true })).toEqual(pictures);
  expect(shown({ dashboard: true, alarms: { topicArn: TOPIC } })).toEqual([...pictures, ["Alarms"]]);
});

test("its body is written as Terraform's provider writes JSON, so that no plan writes it otherwise", () => {
  const { dashboard_body: body } = new Synth(linkWith({ function: { dashboard: true } })).resource(
    "aws_cloudwatch_dashboard",
    "query_function",
  );
  const sorted = (_: string, value: unknown): unknown =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value;
  expect(body).toBe(JSON.stringify(JSON.parse(String(body)), sorted));
  // Go escapes these signs in JSON.
  expect(body).not.toMatch(/[<>&]/);
});

test("neither alarms nor a dashboard that is not asked for", () => {
  const { json } = new Synth(linkWith({ function: { dashboard: false } }));
  expect(Object.keys(json.resource).filter((type) => /cloudwatch_(?:metric|dash)|ssm/.test(type))).toEqual(
    [],
  );
});

test("the outputs are parameters whose values a plan shows before anything is there", () => {
  const { json } = new Synth(linkWith({ ssmOutputs: {} }));
  const shown = Object.values(json.resource.aws_ssm_parameter ?? {}).map(
    ({ name, type, insecure_value: value }) => [...[name, type, value]],
  );
  const role = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;
  expect(shown).toEqual([
    ["/links/analytics/data-role-arn", "String", role("222222222222", "analytics-data")],
    [
      "/links/analytics/query-function-arn",
      "String",
      "arn:aws:lambda:ap-northeast-1:111111111111:function:analytics-query",
    ],
    ["/links/analytics/query-function-name", "String", "analytics-query"],
    ["/links/analytics/query-role-arn", "String", role("111111111111", "analytics-query")],
  ]);
});

test("the alias and the roles for buckets are told beside them, where the link has them", () => {
  const told = (changes: object) => {
    const { json } = new Synth(linkWith({ ssmOutputs: {}, ...changes }));
    return Object.entries(json.resource.aws_ssm_parameter ?? {}).map(
      ([output, { name, insecure_value: value }]) => [output, name, value],
    );
  };
  const plain = told({});
  const added = (changes: object) =>
    told(changes).filter(([output]) => plain.every(([other]) => other !== output));
  expect(added({ function: { alias: { name: "live" } } })).toEqual([
    [
      "query_function_alias_arn",
      "/links/analytics/query-function-alias-arn",
      "arn:aws:lambda:ap-northeast-1:111111111111:function:analytics-query:live",
    ],
  ]);
  expect(added(BUCKETS_LINK)).toEqual([
    [
      "bucket_role_arn",
      "/links/analytics/bucket-role-arn",
      "arn:aws:iam::111111111111:role/links/landing-bucket",
    ],
    ["copy_role_arn", "/links/analytics/copy-role-arn", "arn:aws:iam::222222222222:role/links/landing-copy"],
  ]);
});

test("every output that is a name or an ARN has its parameter", () => {
  const { json } = new Synth(
    linkWith({ ssmOutputs: {}, ...BUCKETS_LINK, function: { alias: { name: "live" } } }),
  );
  const outputs = Object.keys(json.output ?? {}).filter((output) => /_(?:name|arn)$/.test(output));
  expect(Object.keys(json.resource.aws_ssm_parameter ?? {}).sort()).toEqual(outputs.sort());
});

test("with a key they are encrypted, and stand nowhere in the open", () => {
  const kmsKeyArn = "arn:aws:kms:ap-northeast-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef";
  const parametersOf = (ssmOutputs: object) =>
    Object.values(new Synth(linkWith({ ssmOutputs })).json.resource.aws_ssm_parameter ?? {});
  expect(parametersOf({ kmsKeyArn })).toEqual(
    parametersOf({}).map(({ insecure_value: value, type: _, ...block }) => ({
      ...block,
      type: "SecureString",
      value,
      key_id: kmsKeyArn,
    })),
  );
});
