import type { QueryErrorFields } from "./errors/query-error";
import type { StatementAnswer } from "./statement-answer";

/** What is known of an invocation beside its answer. */
export interface InvocationFigures {
  readonly requestId: string;
  /** Name of the link. */
  readonly link: string;
  /** Data API calls, repeated ones included. */
  readonly calls: number;
  readonly durationMs: number;
}

/** The log line of an answered statement. Neither SQL nor parameters nor rows nor credentials have a place in it. */
export function answerLine(figures: InvocationFigures, answer: StatementAnswer): string {
  const { statementId, status, rowCount, nextToken } = answer;
  return JSON.stringify({ ...figures, statementId, status, rows: rowCount, more: nextToken !== undefined });
}

/** The log line of a failure. AWS's text is left out: the engine quotes SQL in it. */
export function failureLine(figures: InvocationFigures, fields: QueryErrorFields): string {
  const { statementId, code, hop, awsCode } = fields;
  return JSON.stringify({ ...figures, statementId, status: "ERROR", code, hop, awsCode });
}
