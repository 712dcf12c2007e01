import type { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Construct } from "constructs";
import { functionDashboardName } from "../aws/monitoring/cloudwatch";
import { functionDashboardBody } from "../aws/monitoring/function-dashboard";
import type { Link } from "../config/link";
import { FunctionMonitoring } from "../constructs/function-monitoring";
import { LINK_METRICS } from "../redshift-data/link/metric-names";
import { functionContract } from "./function-code";
import { lambdaLocation } from "./link-names";

/** How long an invocation may take before an alarm begins, of each second of its timeout: 80 %, so that Lambda has not ended it yet. */
const ALARM_MILLISECONDS_PER_SECOND = 800;

/** Adds what watches a link's function, if the link asks for any. */
export function addMonitoring(
  scope: Construct,
  link: Link,
  {
    provider,
    queryFunction,
  }: { readonly provider: AwsProvider | undefined; readonly queryFunction: LambdaFunction | undefined },
): void {
  const { alarms, dashboard, name: functionName, timeoutSeconds } = link.function;
  if (alarms === undefined && dashboard !== true) return;
  // The checks of the file refuse either for a function that somebody else makes.
  if (provider === undefined || queryFunction === undefined) return;
  const at = lambdaLocation(link);
  new FunctionMonitoring(scope, "monitoring", {
    ...{ provider, function: queryFunction, functionName, address: functionContract(link).address },
    ...(alarms === undefined
      ? {}
      : {
          alarms: {
            topicArn: alarms.topicArn,
            periodSeconds: alarms.periodSeconds,
            thresholds: {
              failures: alarms.failedInvocations,
              duration: alarms.durationMilliseconds ?? timeoutSeconds * ALARM_MILLISECONDS_PER_SECOND,
              throttles: alarms.throttledInvocations,
            },
          },
        }),
    ...(dashboard === true
      ? {
          dashboard: {
            name: functionDashboardName(at, functionName),
            body: functionDashboardBody({
              ...{ at, functionName, timeoutSeconds, hasAlarms: alarms !== undefined },
              own: { ...LINK_METRICS, value: link.name },
            }),
          },
        }
      : {}),
  });
}
