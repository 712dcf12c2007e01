import type { Json } from "../../../aws/json";
import { seenSetting as seen } from "../../../testing/tools/seen-setting";

const KEY = "arn:aws:kms:eu-west-1:999999999999:key/k";
const ALARM = { alarm_description: "Too slow: function a", alarm_actions: ["arn:topic"] };

test.each<[type: string, values: Json, attribute: string | undefined, now: unknown, sentence: string]>([
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
    { retention_in_days: 0 },
    "retention_in_days",
    1,
    "the log is now kept for 1 day, deployed was for good",
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
  [
    "aws_ssm_parameter",
    {},
    "value",
    "secret",
    "whoever reads the parameter now takes another value for the link's",
  ],
  [
    "aws_ssm_parameter",
    { key_id: KEY },
    "key_id",
    "",
    "whoever may read the parameter now reads its value: no key of the link's guards it",
  ],
  [
    "aws_ssm_parameter",
    {},
    "key_id",
    KEY,
    `whoever may read the parameter and use key ${KEY} now reads its value`,
  ],
])("%s %j: %s now %j", (...[type, values, attribute, now, sentence]) => {
  const effect = seen(type, values, attribute, now);
  expect(effect).toEqual({ sentences: [sentence] });
});
