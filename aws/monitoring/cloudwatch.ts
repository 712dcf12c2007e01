import { regionalArn } from "../arn";
import type { Location } from "../location";

/** The service principal that tells a topic of an alarm. */
export const CLOUDWATCH_SERVICE = "cloudwatch.amazonaws.com";

/** Where Lambda counts what its functions do, each under its name. */
export const LAMBDA_METRICS = { namespace: "AWS/Lambda", dimension: "FunctionName" } as const;

/**
 * What an alarm of a function watches: the metric, and how its values of one period become one (AWS Lambda developer guide, "Types of
 * metrics for Lambda functions").
 */
export const FUNCTION_ALARMS = {
  failures: { metric: "Errors", statistic: "Sum" },
  duration: { metric: "Duration", statistic: "Maximum" },
  throttles: { metric: "Throttles", statistic: "Sum" },
} as const;

export type FunctionAlarm = keyof typeof FUNCTION_ALARMS;

/** The alarms of a function, in the order in which they are shown. */
export const FUNCTION_ALARM_NAMES = Object.keys(FUNCTION_ALARMS) as readonly FunctionAlarm[];

/** Name of an alarm of a function. */
export function functionAlarmName(functionName: string, alarm: FunctionAlarm): string {
  return `${functionName}-${alarm}`;
}

export function alarmArn(at: Location, alarmName: string): string {
  return regionalArn(at, "cloudwatch", `alarm:${alarmName}`);
}

/** A dashboard is of no region, so that functions of one name in two regions would share it. */
export function functionDashboardName(at: Pick<Location, "region">, functionName: string): string {
  return `${functionName}-${at.region}`;
}

export function dashboardArn(at: Pick<Location, "partition" | "accountId">, dashboardName: string): string {
  return regionalArn({ ...at, region: "" }, "cloudwatch", `dashboard/${dashboardName}`);
}
