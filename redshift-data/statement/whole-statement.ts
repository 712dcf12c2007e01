import { presentMembers } from "../../aws/json";
import type { StatementDescription } from "../client/data-api";
import { explainDeadline, type StatementExecution } from "../client/statement-execution";
import { foldTransfers } from "../copy/fold-transfers";
import type { FailedPart, TransferOutcome } from "../copy/transfer-answer";
import { QueryError } from "../errors/query-error";
import type { Column } from "../result/columns";
import { collectObjects, type ObjectRow } from "../result/whole-result";
import { refuseOtherBatch, statementError } from "./ended-statement";
import { awaitEnd } from "./follow-statement";
import type { Submission } from "./request";
import { runningAnswer } from "./run-statement";
import { submitAndWait } from "./submit-and-wait";
import { describeStatement, hasEnded } from "./wait-for-statement";

/** A statement that has finished, with all its rows. */
export interface QueryResult<R = ObjectRow> extends TransferOutcome {
  readonly status: "FINISHED";
  readonly statementId: string;
  /** Empty when the statement has no result set. */
  readonly columns: readonly Column[];
  /** Empty when the statement has no result set. */
  readonly rows: readonly R[];
  /** Rows of the result or, without a result set, the rows it affected, loaded or wrote; `null` when AWS does not tell. */
  readonly rowCount: number | null;
  /** Set when the statement ran in a session. */
  readonly sessionId?: string;
  /** Of a COPY or UNLOAD that may do more than was meant. Absent: nothing is to be told. */
  readonly warnings?: readonly string[];
}

/** A batch that has ended: `FAILED`, in mode `autoCommit` only, when at least one of its statements failed. */
export interface BatchResult {
  readonly status: "FINISHED" | "FAILED";
  readonly statementId: string;
  readonly sessionId?: string;
  /** One per SQL text, COPY or UNLOAD, in their order. */
  readonly statements: readonly (QueryResult | FailedPart)[];
  /** Of COPY and UNLOAD in it that may do more than was meant. Absent: there are none. */
  readonly warnings?: readonly string[];
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
  showValues = false,
): Promise<BatchResult> {
  return (await batchOf(execution, await endBatch(execution, submission), showValues)).result;
}

/**
 * Runs a COPY or UNLOAD alone.
 *
 * @param showValues whether reasons of rejected rows show values of the files
 * @throws QueryError when it fails, with the rows that it failed for
 */
export async function runTransfer(
  execution: StatementExecution,
  submission: Submission,
  showValues: boolean,
): Promise<QueryResult> {
  const batch = await batchOf(execution, await endBatch(execution, submission), showValues);
  if (batch.alone === undefined) throw new Error("a COPY or UNLOAD alone is one statement and its figures");
  return batch.alone;
}

async function endBatch(execution: StatementExecution, submission: Submission): Promise<EndedBatch> {
  const { text, warnings } = submission;
  const sqls = "sqls" in text ? text.sqls : [text.sql];
  return { ...(await endStatement(execution, submission)), sqls, ...presentMembers({ warnings }) };
}

/**
 * What came of a statement or batch that any process has submitted. Waits for its end as long as the time suffices.
 *
 * @throws QueryError when it did not finish
 */
export async function followToEnd<R>(
  execution: StatementExecution,
  statementId: string,
  showValues = false,
): Promise<QueryResult<R> | BatchResult | RunningStatement> {
  const description = await awaitEnd(execution, statementId);
  const { SessionId, SubStatements = [], Status } = description;
  const session = presentMembers({ sessionId: SessionId });
  if (!hasEnded(description)) {
    const { status } = runningAnswer(statementId, description);
    return { status, statementId, ...session };
  }
  const ended = { statementId, description, ...session };
  if (SubStatements.length > 0) {
    const sqls = SubStatements.map(({ QueryString = "" }) => QueryString);
    const { alone, result } = await batchOf(execution, { ...ended, sqls }, showValues);
    return (alone as QueryResult<R> | undefined) ?? result;
  }
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

/** A batch that has ended, and its texts. */
interface EndedBatch extends Ended {
  readonly sqls: readonly string[];
  readonly warnings?: readonly string[];
}

/** What came of a batch, and of the COPY or UNLOAD that all of it is. */
interface EndedParts {
  readonly result: BatchResult;
  readonly alone?: QueryResult;
}

async function batchOf(
  execution: StatementExecution,
  ended: EndedBatch,
  showValues: boolean,
): Promise<EndedParts> {
  const { statementId, sessionId, sqls, warnings } = ended;
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
  refuseOtherBatch(sqls, SubStatements);
  const parts: (QueryResult | FailedPart)[] = [];
  for (const [index, sub] of SubStatements.entries()) {
    const part = { statementId: sub.Id ?? `${statementId}:${index + 1}`, description: sub };
    parts.push(sub.Status === "FINISHED" ? await resultOf(execution, part) : failedResult(execution, part));
  }
  const { statements, isAlone, hasFailed } = foldTransfers(sqls, parts, {
    link: execution.link,
    showValues,
    hasFailed: Status !== "FINISHED",
  });
  const figures = presentMembers({ sessionId, warnings });
  const status = hasFailed ? "FAILED" : "FINISHED";
  const result: BatchResult = { status, statementId, ...figures, statements };
  const [first] = statements;
  if (!isAlone || first === undefined) return { result };
  if ("error" in first) throw new QueryError(first.error);
  return { result, alone: { ...first, ...figures } };
}

function failedResult(execution: StatementExecution, { statementId, description }: Ended): FailedPart {
  const { fields } = statementError(execution, statementId, description);
  return { status: description.Status === "FAILED" ? "FAILED" : "ABORTED", statementId, error: fields };
}

/** The Data API counts -1 rows where counting makes no sense. */
function countOf(resultRows: number | undefined): number | null {
  return resultRows === undefined || resultRows < 0 ? null : resultRows;
}
