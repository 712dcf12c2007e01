import { presentMembers } from "../../aws/json";
import type { StatementDescription } from "../client/data-api";
import { explainDeadline, type StatementExecution } from "../client/statement-execution";
import type { QueryErrorFields } from "../errors/query-error";
import type { Column } from "../result/columns";
import { collectObjects, type ObjectRow } from "../result/whole-result";
import { statementError } from "./ended-statement";
import { awaitEnd } from "./follow-statement";
import type { Submission } from "./request";
import { runningAnswer } from "./run-statement";
import { submitAndWait } from "./submit-and-wait";
import { describeStatement, hasEnded } from "./wait-for-statement";

/** A statement that has finished, with all its rows. */
export interface QueryResult<R = ObjectRow> {
  readonly status: "FINISHED";
  readonly statementId: string;
  /** Empty when the statement has no result set. */
  readonly columns: readonly Column[];
  /** Empty when the statement has no result set. */
  readonly rows: readonly R[];
  /** Rows of the result or, without a result set, the rows it affected; `null` when AWS does not tell. */
  readonly rowCount: number | null;
  /** Set when the statement ran in a session. */
  readonly sessionId?: string;
}

/** A statement of a batch that did not finish. */
interface FailedResult {
  readonly status: "FAILED" | "ABORTED";
  readonly statementId: string;
  readonly error: QueryErrorFields;
}

/** A batch that has ended: `FAILED`, in mode `autoCommit` only, when at least one of its statements failed. */
export interface BatchResult {
  readonly status: "FINISHED" | "FAILED";
  readonly statementId: string;
  readonly sessionId?: string;
  /** One per SQL text, in their order. */
  readonly statements: readonly (QueryResult | FailedResult)[];
}

/** A statement that is still running. */
export interface RunningStatement {
  readonly status: "SUBMITTED" | "PICKED" | "STARTED";
  readonly statementId: string;
  readonly sessionId?: string;
}

/** A statement or batch that has ended, and the session it ran in. */
interface Ended {
  readonly statementId: string;
  readonly description: StatementDescription;
  readonly sessionId?: string | undefined;
}

/**
 * Submits one statement, waits, and leaves its rows to be fetched.
 *
 * @throws QueryError when it does not finish in time: then it is cancelled
 */
export async function finishStatement(execution: StatementExecution, submission: Submission): Promise<Ended> {
  const ended = await endStatement(execution, submission);
  if (ended.description.Status !== "FINISHED") {
    throw statementError(execution, ended.statementId, ended.description);
  }
  return ended;
}

/** Runs one statement and fetches all its rows. @throws QueryError */
export async function queryStatement<R>(
  execution: StatementExecution,
  submission: Submission,
): Promise<QueryResult<R>> {
  return resultOf(execution, await finishStatement(execution, submission));
}

/**
 * Runs a batch and fetches all rows of its statements, one after the other.
 *
 * @throws QueryError when the batch fails as a whole, which in mode `autoCommit` it does not
 */
export async function queryBatch(
  execution: StatementExecution,
  submission: Submission,
): Promise<BatchResult> {
  return batchOf(execution, await endStatement(execution, submission));
}

/**
 * What came of a statement or batch that any process has submitted. Waits for its end as long as the time suffices.
 *
 * @throws QueryError when it did not finish
 */
export async function followToEnd<R>(
  execution: StatementExecution,
  statementId: string,
): Promise<QueryResult<R> | BatchResult | RunningStatement> {
  const description = await awaitEnd(execution, statementId);
  const { SessionId, SubStatements = [], Status } = description;
  const session = presentMembers({ sessionId: SessionId });
  if (!hasEnded(description)) {
    const { status } = runningAnswer(statementId, description);
    return { status, statementId, ...session };
  }
  const ended = { statementId, description, ...session };
  if (SubStatements.length > 0) return batchOf(execution, ended);
  if (Status !== "FINISHED") throw statementError(execution, statementId, description);
  return resultOf(execution, ended);
}

async function endStatement(execution: StatementExecution, submission: Submission): Promise<Ended> {
  const { submitted, description } = await submitAndWait(execution, { submission, onDeadline: "cancel" });
  if (description === undefined) throw new Error("a statement that is not kept running ends or is cancelled");
  const sessionId = submitted.SessionId ?? submission.sessionId;
  return { statementId: submitted.Id, description, ...presentMembers({ sessionId }) };
}

async function resultOf<R>(
  execution: StatementExecution,
  { statementId, description, sessionId }: Ended,
): Promise<QueryResult<R>> {
  const { HasResultSet, ResultRows } = description;
  const shared = { status: "FINISHED", statementId, ...presentMembers({ sessionId }) } as const;
  if (HasResultSet === false) return { ...shared, columns: [], rows: [], rowCount: countOf(ResultRows) };
  const { columns, rows } = await collectObjects<R>(execution, statementId);
  return { ...shared, columns, rows, rowCount: rows.length };
}

async function batchOf(execution: StatementExecution, ended: Ended): Promise<BatchResult> {
  const { statementId, sessionId } = ended;
  const description =
    ended.description.SubStatements === undefined
      ? await explainDeadline(execution, "finished", statementId, () =>
          describeStatement(execution, statementId),
        )
      : ended.description;
  const { Status, ExecutionMode, SubStatements = [] } = description;
  if (Status !== "FINISHED" && (ExecutionMode !== "AUTO_COMMIT" || Status === "ABORTED")) {
    // What failed is one statement of it; the batch only repeats that.
    const failed = SubStatements.find((sub) => sub.Status === "FAILED" && sub.Error !== undefined);
    throw statementError(execution, failed?.Id ?? statementId, failed ?? description);
  }
  const statements: (QueryResult | FailedResult)[] = [];
  for (const [index, sub] of SubStatements.entries()) {
    const part = { statementId: sub.Id ?? `${statementId}:${index + 1}`, description: sub };
    statements.push(
      sub.Status === "FINISHED" ? await resultOf(execution, part) : failedResult(execution, part),
    );
  }
  return {
    status: Status === "FINISHED" ? "FINISHED" : "FAILED",
    statementId,
    ...presentMembers({ sessionId }),
    statements,
  };
}

function failedResult(execution: StatementExecution, { statementId, description }: Ended): FailedResult {
  const { fields } = statementError(execution, statementId, description);
  return { status: description.Status === "FAILED" ? "FAILED" : "ABORTED", statementId, error: fields };
}

/** The Data API counts -1 rows where counting makes no sense. */
function countOf(resultRows: number | undefined): number | null {
  return resultRows === undefined || resultRows < 0 ? null : resultRows;
}
