/** Where on the way from the event to the rows something failed; `event` is everything before the first AWS call. */
export type Hop = "event" | "assume-role" | "authorize" | "connect" | "submit" | "sql" | "deadline";

/** What a caller learns of a failure: the JSON text of the error's message has exactly these members. */
export interface QueryErrorFields {
  /** Stable, for programs: for example `HOP1_DENIED`. */
  readonly code: string;
  readonly hop: Hop;
  /** One sentence for people. */
  readonly message: string;
  /** AWS's error code, or the status of a statement that did not finish. */
  readonly awsCode?: string;
  /** AWS's or the engine's own text, SQL parameter values taken out. */
  readonly awsMessage?: string;
  readonly statementId?: string;
  /** What to check, on which side, in that account's terms. */
  readonly advice: string;
}

/**
 * The one error the function throws.
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
