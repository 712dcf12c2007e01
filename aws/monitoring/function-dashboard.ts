import type { Location } from "../location";
import { alarmArn, FUNCTION_ALARM_NAMES, functionAlarmName, LAMBDA_METRICS } from "./cloudwatch";

/** What a dashboard shows. */
export interface FunctionDashboard {
  readonly at: Location;
  readonly functionName: string;
  /** Longest run of one invocation, seconds: a line in the picture of durations. */
  readonly timeoutSeconds: number;
  /** Whether the function has its alarms. */
  readonly hasAlarms: boolean;
  /** Metrics that the function counts itself, under one dimension. */
  readonly own: { readonly namespace: string; readonly dimension: string; readonly value: string };
}

const PERIOD_SECONDS = 300;

/** A dashboard is 24 units wide. */
const WIDTH = 12;
const HEIGHT = 6;

type Line = readonly [metric: string, stat: string];

/**
 * The body of a function's dashboard, as JSON: what it does, how long it takes, how many run at once, and what it counts itself. Written
 * as Terraform's provider writes JSON (names sorted, no spaces), so that what is planned is what is written here.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function functionDashboardBody(dashboard: FunctionDashboard): string {
  const { at, functionName, timeoutSeconds, hasAlarms, own } = dashboard;
  const { namespace, dimension } = LAMBDA_METRICS;
  const ofLambda = (title: string, lines: readonly Line[], more: object = {}) =>
    picture(at, title, [namespace, dimension, functionName], lines, more);
  const ofFunction = (title: string, lines: readonly Line[]) =>
    picture(at, title, [own.namespace, own.dimension, own.value], lines);
  const alarms = FUNCTION_ALARM_NAMES.map((alarm) => alarmArn(at, functionAlarmName(functionName, alarm)));
  const pictures = [
    ofLambda("Invocations", [
      ["Invocations", "Sum"],
      ["Errors", "Sum"],
      ["Throttles", "Sum"],
    ]),
    ofLambda(
      "Duration",
      [
        ["Duration", "p50"],
        ["Duration", "p95"],
        ["Duration", "Maximum"],
      ],
      { annotations: { horizontal: [{ label: "timeout", value: timeoutSeconds * 1000 }] } },
    ),
    ofLambda("Concurrent executions", [["ConcurrentExecutions", "Maximum"]]),
    ofFunction("Statements", [
      ["calls", "Sum"],
      ["failures", "Sum"],
      ["retries", "Sum"],
    ]),
    ofFunction("Time of statements, and the function's own part", [
      ["durationMs", "p95"],
      ["overheadMs", "p95"],
    ]),
    ...(hasAlarms ? [{ type: "alarm", properties: { title: "Alarms", alarms } }] : []),
  ];
  const widgets = pictures.map((widget, index) => ({
    ...widget,
    ...{ x: (index % 2) * WIDTH, y: Math.floor(index / 2) * HEIGHT, width: WIDTH, height: HEIGHT },
  }));
  return JSON.stringify(sorted({ widgets }));
}

/** Lines over time, each of one metric. */
function picture(
  { region }: Location,
  title: string,
  [namespace, dimension, value]: readonly [string, string, string],
  lines: readonly Line[],
  more: object = {},
) {
  const metrics = lines.map(([metric, stat]) => [
    namespace,
    metric,
    dimension,
    value,
    { label: stat === "Sum" ? metric : `${metric} ${stat}`, stat },
  ]);
  return {
    type: "metric",
    properties: { title, region, period: PERIOD_SECONDS, view: "timeSeries", metrics, ...more },
  };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}
