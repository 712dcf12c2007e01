import type { StateResource } from "../../../access/terraform/plan-json";
import type { DriftSeverity, FindingKind } from "../../../tools/drift/judge/finding";
import { severityOf } from "../../../tools/drift/judge/severity";

const MEANS_NOTHING = { sentences: [], grants: false, breaks: false };
const FUNCTION = "aws_lambda_function.query_function";

const severity = (address: string, attribute?: string, kind: FindingKind = "changed") =>
  severityOf(
    {
      ...{ kind, address, before: null, after: null, edit: { remove: address } },
      ...(attribute === undefined ? {} : { attribute }),
    },
    MEANS_NOTHING,
    [],
  );

test.each([
  ...["handler", "layers", "runtime", "architectures", "image_uri", "image_config", "package_type"],
  ...["code_sha256", "filename", "s3_bucket", "role", "kms_key_arn", "vpc_config", "file_system_config"],
  ...["dead_letter_config", "logging_config", "tracing_config", "snap_start", "code_signing_config_arn"],
  ...["reserved_concurrent_executions", "environment", "an_attribute_of_next_year", "constructor"],
])("%s of the function is serious: it is not known to be harmless", (attribute) => {
  expect(severity(FUNCTION, attribute)).toBe("high");
});

test.each<[string, string, DriftSeverity]>([
  [FUNCTION, "memory_size", "medium"],
  [FUNCTION, "timeout", "medium"],
  [FUNCTION, "description", "medium"],
  ["aws_cloudwatch_log_group.query_function", "retention_in_days", "medium"],
  ["aws_cloudwatch_log_group.query_function", "kms_key_id", "high"],
  ["aws_iam_role.data_role", "max_session_duration", "medium"],
  ["aws_iam_role.data_role", "assume_role_policy", "medium"],
  ["aws_iam_role.data_role", "permissions_boundary", "high"],
  ["aws_iam_role.data_role", "path", "high"],
  ["aws_iam_role.data_role", "tags_all", "low"],
  ["aws_cloudwatch_metric_alarm.query_function_failures", "threshold", "high"],
  ["aws_cloudwatch_metric_alarm.query_function_failures", "actions_enabled", "high"],
  ["aws_cloudwatch_metric_alarm.query_function_failures", "alarm_actions", "high"],
  ["aws_cloudwatch_metric_alarm.query_function_failures", "alarm_description", "medium"],
  ["aws_cloudwatch_dashboard.query_function", "dashboard_body", "medium"],
  ["aws_ssm_parameter.query_function_arn", "insecure_value", "high"],
  ["aws_unknown.x", "description", "high"],
])("%s.%s is %s", (address, attribute, expected) => {
  expect(severity(address, attribute)).toBe(expected);
});

test("a whole resource is serious", () => {
  expect(severity("aws_cloudwatch_log_group.query_function", undefined, "not-applied")).toBe("high");
});

describe("a change of the environment", () => {
  const environment = (variables: object) => [{ variables }];
  const deployed = { LINK_NAME: "a", DATABASE: "dev", NODE_OPTIONS: "", STAGE: "prod", EMPTY_ONE: "x" };
  const base: readonly StateResource[] = [
    {
      ...{ address: FUNCTION, mode: "managed", type: "aws_lambda_function", name: "query_function" },
      values: { environment: environment(deployed) },
    },
  ];
  const changed = (variables: object) =>
    severityOf(
      {
        ...{ kind: "changed", address: FUNCTION, attribute: "environment", before: null, after: null },
        edit: { set: FUNCTION, attribute: "environment", value: environment({ ...deployed, ...variables }) },
      },
      MEANS_NOTHING,
      base,
    );

  it.each<[string, object, DriftSeverity]>([
    ["a variable of the user's own that was deployed", { STAGE: "test" }, "medium"],
    ["the link's name", { LINK_NAME: "b" }, "medium"],
    ["the time a statement may take", { STATEMENT_TIMEOUT_SECONDS: "9" }, "medium"],
    ["whether raw SQL is allowed", { RAW_SQL: "true" }, "high"],
    ["a setting of the function", { DATABASE: "other" }, "high"],
    ["a variable that nobody deployed", { STAGE_TWO: "x" }, "high"],
    ["one that loads code", { NODE_OPTIONS: "--require=/tmp/x.js" }, "high"],
    ["one that is harmless and one that is not", { STAGE: "test", LD_PRELOAD: "/tmp/x.so" }, "high"],
    ["an endpoint", { AWS_ENDPOINT_URL_STS: "http://x" }, "high"],
    ["a wrapper", { AWS_LAMBDA_EXEC_WRAPPER: "/tmp/x" }, "high"],
  ])("%s", (_, variables, expected) => {
    expect(changed(variables)).toBe(expected);
  });
});
