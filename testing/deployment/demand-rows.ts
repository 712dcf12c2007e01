import { DEMANDS } from "../links/demanded-link";
import { DemandChanges } from "./changes/demand-changes";
import { whileMade } from "./changes/while-changed";
import type { Deployment } from "./deployment";
import { report } from "./drift-matrix";

const [ACCOUNT, REGION, NAME] = ["111111111111", "ap-northeast-1", "analytics-query"];
const OUTSIDE = `arn:aws:sqs:${REGION}:999999999999:outside`;

/** What drift says of a deployed link with every demand after one round of changes by hand: a line a finding, sorted. */
export async function driftOfDemands(deployment: Deployment, linkName: string): Promise<readonly string[]> {
  const changes = new DemandChanges(deployment, ACCOUNT, REGION, NAME, DEMANDS.alias.name);
  const { findings, unchecked } = await whileMade(
    [
      () =>
        changes.setting({
          ...{ KMSKeyArn: "", Layers: [DEMANDS.layers[1]], TracingConfig: { Mode: "PassThrough" } },
          ...{ DeadLetterConfig: { TargetArn: OUTSIDE }, EphemeralStorage: { Size: 512 } },
        }),
      () => changes.pointAlias("$LATEST"),
      () => changes.keepReady(1),
      () => changes.invocations({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 }),
      () => changes.removePermission("reports"),
      () => changes.deleteLogGroup(),
      () => changes.deleteAlarm(`${NAME}-failures`),
      () => changes.dashboard(`${NAME}-${REGION}`, { widgets: [] }),
      () => changes.deleteParameter("/links/analytics/query-role-arn"),
    ],
    () => report(deployment, linkName),
  );
  return [
    ...unchecked.map(({ reason }) => `unchecked: ${reason}`),
    ...findings.map(
      ({ kind, severity, address, attribute = "", meaning }) =>
        `${severity} ${kind} ${address} ${attribute}: ${meaning.join("; ")}`,
    ),
  ].sort();
}

/** All of it. */
export const DRIFT_OF_DEMANDS: readonly string[] = [
  "critical changed aws_lambda_function.query_function dead_letter_config: arn:aws:sqs:ap-northeast-1:999999999999:outside now gets what the function answers or was asked; arn:aws:sqs:ap-northeast-1:111111111111:dead-letters no longer gets invocations that ended",
  "high changed aws_lambda_alias.query_function function_version: whoever invokes live now runs version $LATEST",
  "high changed aws_lambda_function.query_function kms_key_arn: whoever may read the function's configuration now sees its variables: no key of the link's guards them",
  "high changed aws_lambda_function.query_function layers: layer arn:aws:lambda:ap-northeast-1:111111111111:layer:certificates:3 is no longer loaded",
  "high changed aws_lambda_function.query_function tracing_config: the function now sends traces only where its caller has decided to",
  "high changed aws_lambda_function_event_invoke_config.query_function destination_config: arn:aws:sns:ap-northeast-1:111111111111:failures no longer gets invocations that ended",
  "high deleted aws_cloudwatch_log_group.query_function : what the log held is gone, and the function, whose role makes no group, writes none until an apply",
  "high deleted aws_cloudwatch_metric_alarm.query_function_failures : nobody is told any more of what it watched: Invocations fail: function analytics-query",
  "high deleted aws_lambda_permission.query_function_reports : arn:aws:iam::111111111111:role/reports can no longer invoke the function",
  "high deleted aws_ssm_parameter.query_role_arn : whoever reads the parameter to find the link now finds nothing",
  "medium changed aws_cloudwatch_dashboard.query_function dashboard_body: it shows other figures than were deployed",
  "medium changed aws_lambda_function.query_function ephemeral_storage: /tmp now holds 512 MB in place of 1024",
  "medium changed aws_lambda_function_event_invoke_config.query_function maximum_event_age_in_seconds: an event is now given up after 60 s in place of 3600 s",
  "medium changed aws_lambda_function_event_invoke_config.query_function maximum_retry_attempts: an event that failed is now tried 0 more times in place of 1",
  "medium changed aws_lambda_provisioned_concurrency_config.query_function provisioned_concurrent_executions: 1 instance is now kept ready in place of 2",
];
