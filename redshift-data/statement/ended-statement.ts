import { presentMembers } from "../../aws/json";
import { isTimeOver } from "../client/calls/deadline";
import type { StatementDescription } from "../client/data-api";
import { explainDeadline, type StatementExecution } from "../client/statement-execution";
import { foldTransfers } from "../copy/fold-transfers";
import type { FailedPart } from "../copy/transfer-answer";
import { transferReportOf } from "../copy/transfer-reports";
import { answerNotUnderstood } from "../errors/answer-not-understood";
import { QueryError } from "../errors/query-error";
import type { PagePosition } from "../result/collect-pages";
import { fetchResult } from "../result/fetch-result";
import { encodeNextToken } from "../result/next-token";
import { createResponseBudget, jsonBytes, type ResponseBudget } from "../result/response-budget";
import type { ResultAnswer } from "../result/result-answer";
import type { RowFormat } from "../result/row-format";
import type { BatchAnswer, StatementAnswer } from "./answers";
import { describeStatement } from "./wait-for-statement";

/** A statement or batch that has ended, and the part of its result that is wanted. */
export interface EndedStatement {
  readonly statementId: string;
  readonly description: StatementDescription;
  readonly sessionId?: string | undefined;
  /** The texts of a batch as they were submitted, as far as they are known. Absent: it is one statement. */
  readonly sqls?: readonly (string | undefined)[];
  /** Whether reasons of rejected rows show values of the files. Absent: they do not. */
  readonly showValues?: boolean | undefined;
  readonly warnings?: readonly string[] | undefined;
  readonly format: RowFormat;
  readonly maxRows: number;
  readonly start?: PagePosition;
}

/** Less room than this is not worth a call: rows have 64 KB at most, but JSON may write them longer. */
const MIN_ROOM_BYTES = 512 * 1024;

/** A statement of a batch without its rows, in the JSON text of the answer. */
const PART_BYTES = 400;

/**
 * The answer to a statement or batch that has ended.
 *
 * @throws QueryError when it did not finish, or its result cannot be fetched
 */
export function answerEnded(
  execution: StatementExecution,
  ended: EndedStatement,
): Promise<StatementAnswer | BatchAnswer> {
  return explainDeadline<StatementAnswer | BatchAnswer>(execution, "finished", ended.statementId, () =>
    ended.sqls === undefined
      ? answerStatement(execution, ended)
      : answerBatch(execution, { ...ended, sqls: ended.sqls.map((sql) => sql ?? "") }),
  );
}

async function answerStatement(
  execution: StatementExecution,
  ended: EndedStatement,
): Promise<StatementAnswer> {
  const { statementId, description } = ended;
  if (description.Status !== "FINISHED") throw statementError(execution, statementId, description);
  const result = await resultOf(execution, ended, statementId, description, createResponseBudget());
  if (result === undefined) throw rowTooLarge(statementId);
  return {
    ...result,
    ...presentMembers({ sessionId: ended.sessionId }),
    durationMs: execution.elapsedMilliseconds(),
  };
}

interface EndedBatch extends EndedStatement {
  readonly sqls: readonly string[];
}

async function answerBatch(
  execution: StatementExecution,
  ended: EndedBatch,
): Promise<BatchAnswer | StatementAnswer> {
  const { statementId } = ended;
  const description =
    ended.description.SubStatements === undefined
      ? await describeStatement(execution, statementId)
      : ended.description;
  const { Status, ExecutionMode, SubStatements = [] } = description;
  if (Status !== "FINISHED" && (ExecutionMode !== "AUTO_COMMIT" || Status === "ABORTED")) {
    // What failed is one statement of it; the batch only repeats that.
    const failed = SubStatements.find((sub) => sub.Status === "FAILED" && sub.Error !== undefined);
    throw statementError(execution, failed?.Id ?? statementId, failed ?? description);
  }
  refuseOtherBatch(ended.sqls, SubStatements);
  const idOf = (index: number) => SubStatements[index]?.Id ?? `${statementId}:${index + 1}`;
  const failures = SubStatements.map((sub, index) =>
    sub.Status === "FINISHED" ? undefined : failedAnswer(execution, idOf(index), sub),
  );
  // What has no rows goes with every answer, so that results share what it leaves.
  const budget = createResponseBudget(jsonBytes(failures) + PART_BYTES * SubStatements.length);
  const parts: (ResultAnswer | FailedPart)[] = [];
  for (const [index, sub] of SubStatements.entries()) {
    const isReport = transferReportOf(ended.sqls[index] ?? "") !== undefined;
    const wanted = isReport ? { ...ended, ...WHOLE_REPORT } : ended;
    parts.push(failures[index] ?? (await partOf(execution, wanted, idOf(index), sub, budget)));
  }
  const { statements, isAlone, hasFailed } = foldTransfers(ended.sqls, parts, {
    link: execution.link,
    showValues: ended.showValues === true,
    hasFailed: Status !== "FINISHED",
  });
  const figures = {
    ...presentMembers({ sessionId: ended.sessionId, warnings: ended.warnings }),
    durationMs: execution.elapsedMilliseconds(),
  };
  const [first] = statements;
  if (isAlone && first !== undefined) {
    if ("error" in first) throw new QueryError(first.error);
    return { ...first, ...figures };
  }
  return { status: hasFailed ? "FAILED" : "FINISHED", statementId, ...figures, statements };
}

/**
 * Refuses what AWS tells of a batch when it is not one part for each text: then nobody knows which part is of which text.
 *
 * @throws QueryError `UNKNOWN`
 */
export function refuseOtherBatch(sqls: readonly string[], parts: readonly unknown[]): void {
  if (parts.length === sqls.length) return;
  throw answerNotUnderstood("describe", "a batch has not as many statements as were submitted");
}

/** How the figures of a COPY or UNLOAD are read, whatever is asked of the rows beside it. */
const WHOLE_REPORT = { format: "objects", maxRows: Number.MAX_SAFE_INTEGER } as const;

type Outcome = Pick<StatementDescription, "Status" | "Error" | "HasResultSet" | "ResultRows">;

async function resultOf(
  execution: StatementExecution,
  { format, maxRows, start }: EndedStatement,
  statementId: string,
  { HasResultSet, ResultRows }: Outcome,
  budget: ResponseBudget,
): Promise<ResultAnswer | undefined> {
  if (HasResultSet === false) return withoutRows(statementId, format, ResultRows);
  return fetchResult(execution, { statementId, format, maxRows, budget, ...presentMembers({ start }) });
}

/** The result of one statement of a batch; without rows where neither time nor room is left for it. */
async function partOf(
  execution: StatementExecution,
  ended: EndedStatement,
  statementId: string,
  sub: Outcome,
  budget: ResponseBudget,
): Promise<ResultAnswer> {
  const { format } = ended;
  const later = () => ({
    ...withoutRows(statementId, format, sub.ResultRows),
    nextToken: encodeNextToken({ statementId, format, offset: 0 }),
  });
  const { bytesLeft } = budget;
  if (sub.HasResultSet !== false && bytesLeft < MIN_ROOM_BYTES) return later();
  const result = await resultOf(execution, ended, statementId, sub, budget).catch((error) => {
    if (isTimeOver(error)) return undefined;
    throw error;
  });
  if (result === undefined) budget.bytesLeft = bytesLeft;
  return result ?? later();
}

function withoutRows(statementId: string, format: RowFormat, resultRows: number | undefined): ResultAnswer {
  return {
    status: "FINISHED",
    statementId,
    columns: [],
    ...(format === "csv" ? { csv: "" } : { rows: [] }),
    // The Data API counts -1 rows where counting makes no sense.
    rowCount: resultRows === undefined || resultRows < 0 ? null : resultRows,
  };
}

function failedAnswer(execution: StatementExecution, statementId: string, sub: Outcome): FailedPart {
  const { fields } = statementError(execution, statementId, sub);
  return { status: sub.Status === "FAILED" ? "FAILED" : "ABORTED", statementId, error: fields };
}

function rowTooLarge(statementId: string): QueryError {
  return new QueryError({
    code: "ROW_TOO_LARGE",
    hop: "sql",
    message: "the columns and one row are larger than an answer of Lambda, expected at most 6 MB as JSON",
    statementId,
    advice:
      'select fewer columns, give them shorter names, or ask for format "rows" or "csv", which do not repeat the names; the statement itself has run',
  });
}

/** Why a statement that has ended did not finish. */
export function statementError(
  execution: StatementExecution,
  statementId: string,
  { Status, Error: text }: Outcome,
): QueryError {
  return execution.explain({
    phase: "sql",
    ...presentMembers({ statementStatus: Status }),
    awsMessage: text ?? "",
    statementId,
  });
}
