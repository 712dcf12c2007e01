import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Construct } from "constructs";
import {
  FUNCTION_ALARM_NAMES,
  FUNCTION_ALARMS,
  type FunctionAlarm,
  functionAlarmName,
  LAMBDA_METRICS,
} from "../aws/monitoring/cloudwatch";

/** What watches a function. */
export interface FunctionMonitoringProps {
  readonly provider: AwsProvider;
  readonly function: LambdaFunction;
  readonly functionName: string;
  /** Terraform name, as of the function. */
  readonly address: string;
  /** Absent: nothing alarms. */
  readonly alarms?: {
    /** Told when an alarm begins. */
    readonly topicArn: string;
    readonly periodSeconds: number;
    /** In the unit of each alarm's metric: invocations, milliseconds. */
    readonly thresholds: Readonly<Record<FunctionAlarm, number>>;
  };
  /** Absent: there is no dashboard. */
  readonly dashboard?: { readonly name: string; readonly body: string };
}

const DESCRIPTIONS: Readonly<Record<FunctionAlarm, string>> = {
  failures: "Invocations fail",
  duration: "An invocation takes long",
  throttles: "Invocations are refused, because too many run",
};

/** Alarms and the dashboard of one function. */
export class FunctionMonitoring extends Construct {
  constructor(scope: Construct, id: string, props: FunctionMonitoringProps) {
    super(scope, id);
    const { alarms, dashboard, provider, address } = props;
    if (alarms !== undefined) this.alarm(props, alarms);
    if (dashboard === undefined) return;
    const shown = new CloudwatchDashboard(this, "dashboard", {
      provider,
      dashboardName: dashboard.name,
      dashboardBody: dashboard.body,
    });
    shown.overrideLogicalId(address);
  }

  private alarm(
    { provider, address, functionName, function: watched }: FunctionMonitoringProps,
    { topicArn, periodSeconds, thresholds }: NonNullable<FunctionMonitoringProps["alarms"]>,
  ): void {
    for (const alarm of FUNCTION_ALARM_NAMES) {
      const { metric, statistic } = FUNCTION_ALARMS[alarm];
      const made = new CloudwatchMetricAlarm(this, alarm, {
        provider,
        alarmName: functionAlarmName(functionName, alarm),
        alarmDescription: `${DESCRIPTIONS[alarm]}: function ${functionName}`,
        namespace: LAMBDA_METRICS.namespace,
        metricName: metric,
        dimensions: { [LAMBDA_METRICS.dimension]: watched.functionName },
        statistic,
        period: periodSeconds,
        threshold: thresholds[alarm],
        alarmActions: [topicArn],
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        // Lambda counts nothing where nobody invokes.
        treatMissingData: "notBreaching",
      });
      made.overrideLogicalId(`${address}_${alarm}`);
    }
  }
}
