import type { SqlParameter } from "../client/data-api";
import type { ResultPosition } from "../result/next-token";
import type { RowFormat } from "../result/row-format";

/**
 * - `transaction`: all or nothing; TRUNCATE commits, and with it everything before it
 * - `autoCommit`: each statement for itself, the later ones run after a failed one too
 */
type BatchMode = "transaction" | "autoCommit";

/** One statement, or a batch of 1 to 40. */
export type SqlText =
  | { readonly sql: string }
  | { readonly sqls: readonly string[]; readonly mode: BatchMode };

/** What is submitted, every default applied. */
export interface Submission {
  readonly text: SqlText;
  /** Name of the named query that the text is, for logs. Absent: it is SQL of the caller's own. */
  readonly query?: string;
  /** Of a batch: shared by its statements; each must occur in at least one. */
  readonly parameters: readonly SqlParameter[];
  /** `csv` has to be known when the statement is submitted: AWS keeps its result in another form. */
  readonly format: RowFormat;
  /** 1 to 64 characters. Absent: the one of the invocation. */
  readonly clientToken?: string;
  /** Session to run in, instead of a new connection. */
  readonly sessionId?: string;
  /** Seconds that the session outlives the statement, 0 to 86,400. Absent: it ends with the statement. */
  readonly sessionKeepAliveSeconds?: number;
  /** What the answer tells beside: of a COPY or UNLOAD that may do more than was meant. */
  readonly warnings?: readonly string[];
}

/** Submit, wait, fetch. */
export interface RunRequest {
  readonly action: "run";
  readonly submission: Submission;
  /** Most rows of one result in the answer; the rest is behind its `nextToken`. */
  readonly maxRows: number;
  /** What happens to a statement that the time does not suffice for. */
  readonly onDeadline: "cancel" | "keep";
  /** Whether reasons of rejected rows show values of the files. Absent: they do not. */
  readonly showValues?: boolean;
}

/** Start only. */
export interface SubmitRequest {
  readonly action: "submit";
  readonly submission: Submission;
}

/** Where a statement stands. */
export interface StatusRequest {
  readonly action: "status";
  readonly statementId: string;
}

/** Rows of a statement, from the start or from a `nextToken` on. */
export interface ResultRequest {
  readonly action: "result";
  readonly statementId: string;
  readonly maxRows: number;
  /** Absent: `csv` for a statement submitted for it, otherwise `objects`. */
  readonly format?: RowFormat;
  readonly position?: ResultPosition;
  /** As of {@link RunRequest}. */
  readonly showValues?: boolean;
}

/** Stop a statement. */
export interface CancelRequest {
  readonly action: "cancel";
  readonly statementId: string;
}

/** What an event asks for. */
export type Request = RunRequest | SubmitRequest | StatusRequest | ResultRequest | CancelRequest;
