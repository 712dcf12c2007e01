import type { FailedPart } from "../copy/transfer-answer";
import type { QueryErrorFields } from "../errors/query-error";
import type { ResultAnswer } from "../result/result-answer";

/** A statement that has finished. */
export interface StatementAnswer extends ResultAnswer {
  /** Set when the statement ran in a session. */
  readonly sessionId?: string;
  /** Of a COPY or UNLOAD that may do more than was meant. Absent: nothing is to be told. */
  readonly warnings?: readonly string[];
  /** From the start of the work to the answer. */
  readonly durationMs: number;
}

/** A batch that has ended. `FAILED`, in mode `autoCommit` only: at least one of its statements failed. */
export interface BatchAnswer {
  readonly status: "FINISHED" | "FAILED";
  readonly statementId: string;
  readonly sessionId?: string;
  /** One per SQL text, COPY or UNLOAD, in their order, each under its own statement id `<id>:<n>`. */
  readonly statements: readonly (ResultAnswer | FailedPart)[];
  /** Of COPY and UNLOAD in it. */
  readonly warnings?: readonly string[];
  readonly durationMs: number;
}

/** A statement that is running: submitted only, or not waited for to its end. */
export interface RunningAnswer {
  readonly status: "SUBMITTED" | "PICKED" | "STARTED";
  readonly statementId: string;
  readonly sessionId?: string;
  /** Of COPY and UNLOAD that it was submitted with. */
  readonly warnings?: readonly string[];
}

/** Where a statement, or one of a batch, stands. */
export interface StatementStatus {
  readonly status: string;
  readonly statementId: string;
  /** Absent until the statement has finished. */
  readonly hasResultSet?: boolean;
  /** Rows of its result or, without a result set, the rows it affected. Absent until known. */
  readonly rowCount?: number;
  /** Why it did not finish. */
  readonly error?: QueryErrorFields;
}

/** Answer of `status`. */
export interface StatusAnswer extends StatementStatus {
  readonly sessionId?: string;
  /** Of a batch: its statements. */
  readonly statements?: readonly StatementStatus[];
}

/** Answer of `cancel`. */
export interface CancelAnswer extends StatusAnswer {
  /** False when the statement had already ended. */
  readonly cancelled: boolean;
}

/** Everything the function answers. */
export type Answer = StatementAnswer | BatchAnswer | RunningAnswer | StatusAnswer | CancelAnswer;
