import type { Usage } from "../../../redshift-data/client/calls/usage";
import type { QueryErrorFields } from "../../../redshift-data/errors/query-error";
import type { Answer } from "../../../redshift-data/statement/answers";
import type { Request } from "../../../redshift-data/statement/request";
import { embeddedMetrics, type MetricValues } from "./metrics";

/** What is known of an invocation beside its answer. */
export interface InvocationFigures {
  readonly requestId: string;
  /** Name of the link. */
  readonly link: string;
  /** Absent when the event was refused. */
  readonly action: Request["action"] | undefined;
  /** Name of the named query that was asked for. */
  readonly query?: string | undefined;
  readonly usage: Usage;
  readonly startedAtMilliseconds: number;
  readonly endedAtMilliseconds: number;
}

/**
 * The log line of an answered request: JSON for CloudWatch Logs Insights, and its metrics. Neither SQL nor parameters
 * nor rows nor credentials have a place in it.
 */
export function answerLine(figures: InvocationFigures, answer: Answer): string {
  const { statementId, status } = answer;
  return line("INFO", figures, {
    statementId,
    status,
    more: ("statements" in answer ? (answer.statements ?? []) : [answer]).some((part) => "nextToken" in part),
  });
}

/** The log line of a failure. AWS's text is left out: the engine quotes SQL in it. */
export function failureLine(figures: InvocationFigures, fields: QueryErrorFields): string {
  const { statementId, code, hop, awsCode, statementStatus, networkCode } = fields;
  return line("ERROR", figures, {
    statementId,
    status: "ERROR",
    code,
    hop,
    awsCode,
    statementStatus,
    networkCode,
  });
}

function line(level: "INFO" | "ERROR", figures: InvocationFigures, outcome: object): string {
  const { requestId, link, action, query, usage, startedAtMilliseconds, endedAtMilliseconds } = figures;
  const durationMs = endedAtMilliseconds - startedAtMilliseconds;
  const waitMs = Math.max(0, usage.waitMilliseconds - usage.assumeRoleMilliseconds);
  const hasFailed = level === "ERROR";
  const metrics: MetricValues = {
    durationMs,
    // Everything but waiting for the statement: hop 1, retries, fetching, writing the answer.
    overheadMs: durationMs - waitMs,
    calls: usage.calls,
    retries: usage.retries,
    failures: hasFailed ? 1 : 0,
  };
  return JSON.stringify({
    // Lambda filters JSON lines by these two.
    timestamp: new Date(endedAtMilliseconds).toISOString(),
    level,
    requestId,
    link,
    action,
    query,
    ...outcome,
    rows: usage.rows,
    bytes: usage.bytes,
    waits: usage.waits,
    waitMs,
    hop1Ms: usage.assumeRoleMilliseconds,
    ...metrics,
    _aws: embeddedMetrics(endedAtMilliseconds, hasFailed),
  });
}
