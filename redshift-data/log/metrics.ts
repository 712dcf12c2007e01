import { LINK_METRICS } from "../link/metric-names";

/** Members of the log line that CloudWatch also counts, and their units. */
const METRICS = {
  durationMs: "Milliseconds",
  overheadMs: "Milliseconds",
  calls: "Count",
  retries: "Count",
  failures: "Count",
} as const;

/** The numbers that a line must carry beside {@link embeddedMetrics}. */
export type MetricValues = Readonly<Record<keyof typeof METRICS, number>>;

/**
 * The `_aws` member that makes CloudWatch read metrics out of a log line, which must carry it at its top level: every
 * number per `link`, and failures per `link` and `code` too.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function embeddedMetrics(timestampMilliseconds: number, hasFailed: boolean): object {
  const all = Object.entries(METRICS).map(([Name, Unit]) => ({ Name, Unit }));
  const perLink = { Namespace: LINK_METRICS.namespace, Dimensions: [[LINK_METRICS.dimension]], Metrics: all };
  const perCode = {
    Namespace: LINK_METRICS.namespace,
    Dimensions: [[LINK_METRICS.dimension, "code"]],
    Metrics: [{ Name: "failures", Unit: METRICS.failures }],
  };
  return {
    Timestamp: timestampMilliseconds,
    CloudWatchMetrics: hasFailed ? [perLink, perCode] : [perLink],
  };
}
