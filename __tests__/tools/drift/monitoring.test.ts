import { nameOf } from "../../../tools/drift/judge/differences/resource-name";

test.each([
  [
    "aws_cloudwatch_metric_alarm",
    { alarm_name: "analytics-query-failures" },
    "alarm analytics-query-failures",
  ],
  [
    "aws_cloudwatch_dashboard",
    { dashboard_name: "analytics-query-eu-west-1" },
    "dashboard analytics-query-eu-west-1",
  ],
  [
    "aws_ssm_parameter",
    { name: "/links/analytics/data-role-arn" },
    "parameter /links/analytics/data-role-arn",
  ],
])("a report calls a %s as people do", (type, values, name) => {
  expect(nameOf(type, values)).toBe(name);
});
