import type { StateResource } from "../../../access/terraform/plan-json";
import type { Json } from "../../../aws/json";
import { BUCKETS } from "../../../testing/links/bucket-link";
import { EVERYTHING } from "../../../testing/links/demanded-link";
import { linkWith } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import type { Difference } from "../../../tools/drift/judge/differences/difference";
import { settingEffect } from "../../../tools/drift/judge/meaning/settings/setting-effect";

const OUTSIDE = "arn:aws:sqs:eu-west-1:999999999999:q";
const OWN = "arn:aws:sqs:eu-west-1:111111111111:own";
const GETS = `${OUTSIDE} now gets what the function answers or was asked`;
const LOST = `${OWN} no longer gets invocations that ended`;

/** A difference of one attribute, or that the resource is gone, with the state that it is seen from. */
function seen(
  type: string,
  values: Json,
  attribute?: string,
  now?: unknown,
  kind: Difference["kind"] = "changed",
) {
  const address = `${type}.it`;
  const base: StateResource[] = [{ address, mode: "managed", type, name: "it", values }];
  const told = { kind, address, summary: "", before: null, after: null };
  const difference: Difference =
    attribute === undefined
      ? { ...told, edit: { remove: address } }
      : { ...told, attribute, edit: { set: address, attribute, value: now } };
  return settingEffect(difference, base);
}

const KEY = "arn:aws:kms:eu-west-1:999999999999:key/k";

test.each<[attribute: string, before: unknown, now: unknown, sentences: readonly string[], grants?: true]>([
  ["code_sha256", "a", "b", ["whatever that code does, it does with the query role"]],
  ["handler", "index.handler", "evil.run", ["evil.run is now called with every event"]],
  ["runtime", "nodejs22.x", "python3.13", ["the code now runs under python3.13"]],
  [
    "layers",
    ["a", "b"],
    ["b", "c"],
    ["layer c is now loaded beside the code", "layer a is no longer loaded"],
  ],
  ["layers", ["a"], [], ["layer a is no longer loaded"]],
  [
    "layers",
    ["a", "b"],
    ["b", "a"],
    ["the layers are now loaded in another order: a later one overwrites what an earlier one has"],
  ],
  [
    "kms_key_arn",
    KEY,
    "",
    [
      "whoever may read the function's configuration now sees its variables: no key of the link's guards them",
    ],
  ],
  ["kms_key_arn", "", KEY, [`whoever may use key ${KEY} now sees the function's variables`]],
  ["tracing_config", [{ mode: "PassThrough" }], [{ mode: "Active" }], ["the function now sends traces"]],
  [
    "tracing_config",
    [{ mode: "Active" }],
    [{ mode: "PassThrough" }],
    ["the function now sends traces only where its caller has decided to"],
  ],
  ["ephemeral_storage", [{ size: 1024 }], [{ size: 512 }], ["/tmp now holds 512 MB in place of 1024"]],
  [
    "vpc_config",
    [{ subnet_ids: ["subnet-1"] }],
    [],
    [
      "the function now runs outside of the VPC: neither security groups nor routes of it bound what it reaches",
    ],
  ],
  [
    "vpc_config",
    [],
    [{ subnet_ids: ["subnet-1", "subnet-2"], security_group_ids: ["sg-1"] }],
    ["the function now runs in subnet-1, subnet-2 behind sg-1"],
  ],
  ["dead_letter_config", [{ target_arn: OWN }], [{ target_arn: OUTSIDE }], [GETS, LOST], true],
  ["dead_letter_config", [{ target_arn: OWN }], [], [LOST]],
  ["code_signing_config_arn", "arn:csc", "", ["code that nobody signed can now be deployed"]],
  [
    "code_signing_config_arn",
    "arn:csc",
    "arn:other",
    ["code that arn:other lets through can now be deployed"],
  ],
  [
    "environment",
    [{ variables: { RAW_SQL: "false" } }],
    [{ variables: { RAW_SQL: "true" } }],
    ["whoever may invoke the function can now have it run any SQL, not only its named queries"],
    true,
  ],
  [
    "environment",
    [{ variables: { RAW_SQL: "false" } }],
    [{ variables: {} }],
    ["whoever may invoke the function can now have it run any SQL, not only its named queries"],
    true,
  ],
  [
    "environment",
    [{ variables: {} }],
    [{ variables: { RAW_SQL: "false" } }],
    ["the function now refuses all SQL but that of its named queries"],
  ],
  ["environment", [{ variables: { A: "1" } }], [{ variables: { A: "2" } }], []],
  ["memory_size", 256, 512, []],
])("%s of the function, from %j to %j", (...[attribute, before, now, sentences, grants]) => {
  const effect = seen("aws_lambda_function", { [attribute]: before }, attribute, now);
  expect([effect.sentences, effect.grants]).toEqual([sentences, grants]);
});

const RULE = { principal: "events.amazonaws.com", source_arn: "arn:rule", action: "lambda:InvokeFunction" };
const ALARM = { alarm_description: "Too slow: function a", alarm_actions: ["arn:topic"] };

test.each<
  [type: string, values: Json, attribute: string | undefined, now: unknown, sentence: string, grants?: true]
>([
  [
    "aws_lambda_alias",
    { name: "live" },
    undefined,
    undefined,
    "whoever invokes live now gets an error; what may invoke it, its settings and its instances went with it",
  ],
  ["aws_lambda_alias", { name: "live" }, "function_version", "7", "whoever invokes live now runs version 7"],
  [
    "aws_lambda_alias",
    { name: "live", routing_config: [] },
    "routing_config",
    [{ additional_version_weights: { 3: 0.5 } }],
    "a share of the invocations of live now runs version 3",
  ],
  ["aws_lambda_alias", { name: "live" }, "routing_config", [], "all invocations of live now run one version"],
  [
    "aws_lambda_provisioned_concurrency_config",
    {},
    undefined,
    undefined,
    "no instance is kept ready now: an invocation may wait until one has started",
  ],
  [
    "aws_lambda_provisioned_concurrency_config",
    { provisioned_concurrent_executions: 2 },
    "provisioned_concurrent_executions",
    1,
    "1 instances are now kept ready in place of 2",
  ],
  [
    "aws_lambda_function_event_invoke_config",
    {},
    undefined,
    undefined,
    "asynchronous invocations now have what Lambda gives every function: two more attempts within six hours, and no destination",
  ],
  [
    "aws_lambda_function_event_invoke_config",
    { maximum_event_age_in_seconds: 3600 },
    "maximum_event_age_in_seconds",
    60,
    "an event is now given up after 60 s in place of 3600 s",
  ],
  [
    "aws_lambda_function_event_invoke_config",
    { maximum_retry_attempts: 1 },
    "maximum_retry_attempts",
    0,
    "an event that failed is now tried 0 more times in place of 1",
  ],
  [
    "aws_lambda_function_event_invoke_config",
    { destination_config: [{ on_failure: [], on_success: [] }] },
    "destination_config",
    [{ on_failure: [], on_success: [{ destination: OUTSIDE }] }],
    GETS,
    true,
  ],
  [
    "aws_lambda_permission",
    RULE,
    undefined,
    undefined,
    "events.amazonaws.com for arn:rule can no longer invoke the function",
  ],
  [
    "aws_lambda_permission",
    RULE,
    "source_arn",
    "arn:other",
    "events.amazonaws.com for arn:other can now lambda:InvokeFunction, in place of events.amazonaws.com for arn:rule",
    true,
  ],
  [
    "aws_lambda_permission",
    { principal: "111111111111", action: "lambda:InvokeFunction" },
    "principal",
    "999999999999",
    "account 999999999999 can now lambda:InvokeFunction, in place of account 111111111111",
    true,
  ],
  [
    "aws_cloudwatch_log_group",
    {},
    undefined,
    undefined,
    "what the log held is gone, and the function, whose role makes no group, writes none until an apply",
  ],
  [
    "aws_cloudwatch_log_group",
    { retention_in_days: 30 },
    "retention_in_days",
    0,
    "the log is now kept for good, deployed was for 30 days",
  ],
  [
    "aws_cloudwatch_log_group",
    { kms_key_id: KEY },
    "kms_key_id",
    "",
    "whoever may read the log now reads what is written from now on: no key of the link's guards it",
  ],
  [
    "aws_cloudwatch_log_group",
    {},
    "kms_key_id",
    KEY,
    `whoever may read the log and use key ${KEY} now reads what is written from now on`,
  ],
  [
    "aws_cloudwatch_metric_alarm",
    ALARM,
    undefined,
    undefined,
    "nobody is told any more of what it watched: Too slow: function a",
  ],
  ["aws_cloudwatch_metric_alarm", ALARM, "alarm_actions", [], "the alarm now tells nobody"],
  ["aws_cloudwatch_metric_alarm", ALARM, "ok_actions", ["arn:x"], "the alarm now tells arn:x"],
  ["aws_cloudwatch_metric_alarm", ALARM, "actions_enabled", false, "the alarm now tells nobody"],
  ["aws_cloudwatch_metric_alarm", ALARM, "actions_enabled", true, "the alarm now tells again"],
  [
    "aws_cloudwatch_metric_alarm",
    ALARM,
    "threshold",
    9,
    "the alarm now goes off at another time than was deployed, or never",
  ],
  ["aws_cloudwatch_dashboard", {}, undefined, undefined, "nobody sees the function's figures there any more"],
  ["aws_cloudwatch_dashboard", {}, "dashboard_body", "{}", "it shows other figures than were deployed"],
  [
    "aws_ssm_parameter",
    {},
    undefined,
    undefined,
    "whoever reads the parameter to find the link now finds nothing",
  ],
  [
    "aws_ssm_parameter",
    {},
    "insecure_value",
    "arn:x",
    "whoever reads the parameter now takes arn:x for the link's",
  ],
])("%s %j: %s now %j", (...[type, values, attribute, now, sentence, grants]) => {
  const effect = seen(type, values, attribute, now);
  expect([effect.sentences, effect.grants]).toEqual([[sentence], grants]);
});

test("what an apply took into the state is no longer in the place of anything", () => {
  const size = [{ size: 2048 }];
  const { sentences } = seen(
    "aws_lambda_function",
    { ephemeral_storage: size },
    "ephemeral_storage",
    size,
    "unexpected",
  );
  expect(sentences).toEqual(["/tmp now holds 2048 MB"]);
  const letters = [{ target_arn: OUTSIDE }];
  expect(
    seen("aws_lambda_function", { dead_letter_config: letters }, "dead_letter_config", letters, "unexpected"),
  ).toEqual({ sentences: [GETS], grants: true });
});

/** Arguments of which nothing is said beside their values: names, texts, sizes, and what a role's policies decide. */
const SAYS_ENOUGH = [
  "aws_cloudwatch_dashboard.dashboard_name",
  "aws_cloudwatch_log_group.name",
  // It tells Terraform what to do, and no account has it.
  "aws_cloudwatch_log_group.skip_destroy",
  "aws_cloudwatch_metric_alarm.alarm_description",
  "aws_lambda_alias.function_name",
  "aws_lambda_alias.name",
  ...["architectures", "description", "filename", "function_name", "logging_config", "memory_size"].map(
    (name) => `aws_lambda_function.${name}`,
  ),
  ...["publish", "reserved_concurrent_executions", "role", "source_code_hash", "timeout"].map(
    (name) => `aws_lambda_function.${name}`,
  ),
  // The simulator tells what it does, but for whether SQL of an event is run.
  "aws_lambda_function.environment",
  "aws_lambda_function_event_invoke_config.function_name",
  "aws_lambda_function_event_invoke_config.qualifier",
  ...["function_name", "qualifier", "statement_id"].map((name) => `aws_lambda_permission.${name}`),
  "aws_lambda_provisioned_concurrency_config.function_name",
  "aws_lambda_provisioned_concurrency_config.qualifier",
  "aws_ssm_parameter.name",
  "aws_ssm_parameter.type",
];
const META = ["//", "provider", "lifecycle", "depends_on"];

test("a link with everything writes no argument that drift would not explain, and each resource that is gone has a meaning", () => {
  const { json } = new Synth(linkWith({ ...EVERYTHING, buckets: BUCKETS }));
  const types = Object.keys(json.resource).filter((type) => !type.startsWith("aws_iam_"));
  const silent = types.flatMap((type) => {
    const written = Object.values(json.resource[type] ?? {}).flatMap((block) => Object.entries(block));
    return written
      .filter(
        ([name, value]) => !META.includes(name) && seen(type, { [name]: value }, name).sentences.length === 0,
      )
      .map(([name]) => `${type}.${name}`);
  });
  expect([...new Set(silent)].sort()).toEqual([...SAYS_ENOUGH].sort());
  // Without the function nothing takes hop 1: the path says so.
  expect(types.filter((type) => seen(type, {}).sentences.length === 0)).toEqual(["aws_lambda_function"]);
});
