import { differingAttributes } from "../../../tools/drift/judge/differences/differing-attributes";
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

test("a parameter's counter is no finding beside its value", () => {
  const change = (before: object, after: object) => ({
    ...({ address: "aws_ssm_parameter.query_role_arn", mode: "managed", type: "aws_ssm_parameter" } as const),
    change: { actions: ["update"], before: { ...before }, after: { ...after }, after_unknown: {} },
  });
  expect(
    differingAttributes(change({ insecure_value: "a", version: 1 }, { insecure_value: "b", version: 2 })),
  ).toEqual(["insecure_value"]);
});
