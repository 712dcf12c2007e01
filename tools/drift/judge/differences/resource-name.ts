import type { Json } from "../../../../aws/json";

/** What a resource is called in the account, for example `role analytics-data`. */
export function nameOf(type: string, values: Json): string {
  const name = String(values.name ?? values.function_name ?? roleNameOf(values));
  switch (type) {
    case "aws_iam_role":
      return `role ${name}`;
    case "aws_iam_role_policy":
      return `inline policy ${name} of role ${String(values.role)}`;
    case "aws_iam_role_policy_attachment":
      return `the attachment of ${String(values.policy_arn)} to role ${String(values.role)}`;
    case "aws_lambda_function":
      return `function ${name}`;
    case "aws_lambda_permission":
      return `statement ${String(values.statement_id)} of the resource policy of function ${name}`;
    case "aws_lambda_alias":
      return `alias ${name} of function ${String(values.function_name)}`;
    case "aws_lambda_provisioned_concurrency_config":
      return `the instances that are kept ready of alias ${String(values.qualifier)} of function ${name}`;
    case "aws_lambda_function_event_invoke_config":
      return `the settings of asynchronous invocations of function ${name}`;
    case "aws_cloudwatch_log_group":
      return `log group ${name}`;
    case "aws_cloudwatch_metric_alarm":
      return `alarm ${String(values.alarm_name)}`;
    case "aws_cloudwatch_dashboard":
      return `dashboard ${String(values.dashboard_name)}`;
    case "aws_ssm_parameter":
      return `parameter ${name}`;
    default:
      return `${type} ${name}`;
  }
}

/** The role that a policy, an attachment or an exclusive list belongs to, by name. */
export function roleNameOf(values: Json): unknown {
  return values.role ?? values.role_name;
}
