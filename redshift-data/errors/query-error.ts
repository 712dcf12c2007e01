import type { ErrorCode, Hop } from "./error-codes";
import type { RejectedRow } from "./rejected-row";

/** What a caller learns of a failure: the JSON text of the error's message has exactly these members. */
export interface QueryErrorFields {
  readonly code: ErrorCode;
  readonly hop: Hop;
  /** One sentence for people. */
  readonly message: string;
  /** AWS's error code, of a call that AWS refused. Of a statement with parameters only if it is a known one. */
  readonly awsCode?: string;
  /** `FAILED` or `ABORTED`, of a statement that AWS accepted and that did not finish. */
  readonly statementStatus?: string;
  /** Code of the connection that failed, for example `ECONNRESET`. */
  readonly networkCode?: string;
  /** AWS's or the engine's own text, as far as no SQL parameter can be behind it; `(not shown)` for the rest. */
  readonly awsMessage?: string;
  readonly statementId?: string;
  /** Of a COPY alone that failed for what is in the files: the first of them. */
  readonly rejected?: readonly RejectedRow[];
  /** What to check, on which side, in that account's terms. */
  readonly advice: string;
}

/**
 * The one error this library throws.
 *
 * Lambda hands only `errorType`, `errorMessage` and the stack to a caller, so `message` is the JSON text of the
 * fields and the stack is cut to one line: `JSON.parse(payload.errorMessage)` gives {@link QueryErrorFields}.
 */
export class QueryError extends Error {
  constructor(readonly fields: QueryErrorFields) {
    super(JSON.stringify(fields));
    this.name = "QueryError";
    this.stack = `QueryError: ${fields.code}`;
  }
}
