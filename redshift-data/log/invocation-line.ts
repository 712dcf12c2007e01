import type { Usage } from "../client/calls/usage";
import type { QueryErrorFields } from "../errors/query-error";
import type { Answer } from "../statement/answers";
import type { Request } from "../statement/request";
import { embeddedMetrics, type MetricValues } from "./metrics";

/** Where other failures have the code of docs/errors.md: what failed is the handler's own code. */
const HANDLER_FAILED = "HANDLER_FAILED";

/** What is known of an invocation beside its answer. */
export interface InvocationFigures {
  readonly requestId: string;
  /** Name of the link. */
  readonly link: string;
  /** Absent when the event was refused, and where a handler of its own answers. */
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

/** What a handler's own code did in an invocation, and what it wants in the line. */
export interface WorkDone {
  /** Statements that it has submitted. */
  readonly statements: number;
  /** The handler's own members of the line; those of the line itself stand. */
  readonly notes: Readonly<Record<string, string | number | boolean>>;
}

/** The log line of an invocation of a handler that did what it was to do. */
export function workLine(figures: InvocationFigures, { statements, notes }: WorkDone): string {
  return line("INFO", figures, { status: "FINISHED", statements }, notes);
}

/**
 * The log line of an invocation of a handler that failed.
 *
 * @param fields of the failure where it is one of the library's. Absent: it is one of the handler's own code, of which only
 *   the name of its type is told, because a message may quote rows
 */
export function failedWorkLine(
  figures: InvocationFigures,
  { statements, notes }: WorkDone,
  fields: QueryErrorFields | undefined,
): string {
  const outcome = fields === undefined ? { status: "ERROR", code: HANDLER_FAILED } : failureOutcome(fields);
  return line("ERROR", figures, { ...outcome, statements }, notes);
}

/** The log line of a failure. AWS's text is left out: the engine quotes SQL in it. */
export function failureLine(figures: InvocationFigures, fields: QueryErrorFields): string {
  return line("ERROR", figures, failureOutcome(fields));
}

function failureOutcome(fields: QueryErrorFields): object {
  const { statementId, code, hop, awsCode, statementStatus, networkCode } = fields;
  return { statementId, status: "ERROR", code, hop, awsCode, statementStatus, networkCode };
}

function line(
  level: "INFO" | "ERROR",
  figures: InvocationFigures,
  outcome: object,
  notes: WorkDone["notes"] = {},
): string {
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
    ...notes,
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
