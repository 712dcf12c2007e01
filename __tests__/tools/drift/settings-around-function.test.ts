import type { Json } from "../../../aws/json";
import { seenSetting as seen } from "../../../testing/tools/seen-setting";

const OUTSIDE = "arn:aws:sqs:eu-west-1:999999999999:q";
const GETS = `${OUTSIDE} now gets what the function answers or was asked`;
const RULE = { principal: "events.amazonaws.com", source_arn: "arn:rule", action: "lambda:InvokeFunction" };

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
    "1 instance is now kept ready in place of 2",
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
])("%s %j: %s now %j", (...[type, values, attribute, now, sentence, grants]) => {
  const effect = seen(type, values, attribute, now);
  expect([effect.sentences, effect.grants]).toEqual([[sentence], grants]);
});
