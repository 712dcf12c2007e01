import { presentMembers } from "../../aws/json";
import { isTimeOver } from "../client/calls/deadline";
import type { StatementDescription } from "../client/data-api";
import {
  explainDeadline,
  type RequestDependencies,
  type StatementExecution,
  withExecution,
} from "../client/statement-execution";
import type { StatementTexts } from "../errors/known-pieces";
import { QueryError } from "../errors/query-error";
import { scanSql } from "../errors/scan-sql";
import type { RowFormat } from "../result/row-format";
import type {
  BatchAnswer,
  CancelAnswer,
  RunningAnswer,
  StatementAnswer,
  StatementStatus,
  StatusAnswer,
} from "./answers";
import { cancelStatement } from "./cancel-statement";
import { answerEnded, statementError } from "./ended-statement";
import { createLongPoll } from "./long-poll";
import type { CancelRequest, ResultRequest, StatusRequest } from "./request";
import { runningAnswer } from "./run-statement";
import { describeStatement, hasEnded, waitForStatement } from "./wait-for-statement";

/**
 * Where a statement stands, asked once. That it failed is an answer, not an error.
 *
 * @throws QueryError when the status cannot be had
 */
export function statementStatus(
  { statementId }: StatusRequest,
  dependencies: RequestDependencies,
): Promise<StatusAnswer> {
  return withExecution(dependencies, (execution) =>
    explainDeadline(execution, "not-told", statementId, () => askStatus(execution, statementId)),
  );
}

/**
 * Stops a statement; that it had already ended is an answer, not an error.
 *
 * @throws QueryError when AWS refuses
 * @see https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_CancelStatement.html
 */
export function stopStatement(
  { statementId }: CancelRequest,
  dependencies: RequestDependencies,
): Promise<CancelAnswer> {
  return withExecution(dependencies, (execution) =>
    explainDeadline(execution, "not-told", statementId, async () => {
      const outcome = await cancelStatement(execution, statementId);
      return { ...(await askStatus(execution, statementId)), cancelled: outcome === "cancelled" };
    }),
  );
}

/**
 * Rows of a statement or batch, from any process. Waits for its end as long as the time suffices; one that is still
 * running then is left alone, and the answer is its status.
 *
 * @throws QueryError when the statement did not finish, or its result cannot be had
 */
export function statementResult(
  request: ResultRequest,
  dependencies: RequestDependencies,
): Promise<StatementAnswer | BatchAnswer | RunningAnswer> {
  return withExecution(dependencies, async (execution) => {
    const { statementId, maxRows, position } = request;
    if (position !== undefined) {
      const finished = { Status: "FINISHED", HasResultSet: true } as const;
      const { format } = position;
      return answerEnded(execution, {
        statementId,
        description: finished,
        format: request.format ?? format,
        maxRows,
        start: position,
      });
    }
    const description = await awaitEnd(execution, statementId);
    if (!hasEnded(description)) return runningAnswer(statementId, description);
    const parts = description.SubStatements ?? [];
    return answerEnded(execution, {
      statementId,
      description,
      sessionId: description.SessionId,
      ...(parts.length > 0 && { sqls: parts.map(({ QueryString }) => QueryString) }),
      showValues: request.showValues,
      format: formatOf(request, description),
      maxRows,
    });
  });
}

/**
 * Where a statement stands once it has ended, or once the time is over: then it is left running.
 *
 * @throws QueryError when the status cannot be had
 */
export async function awaitEnd(
  execution: StatementExecution,
  statementId: string,
): Promise<StatementDescription> {
  const first = await explainDeadline(execution, "not-told", statementId, () =>
    describeStatement(execution, statementId),
  );
  execution.explainAbout(textsOf(first));
  if (hasEnded(first)) return first;
  const longPoll = createLongPoll(execution);
  return explainDeadline(execution, "left-running", statementId, () =>
    waitForStatement({ Id: statementId, Status: "STARTED" }, execution, longPoll).catch((error) => {
      if (isTimeOver(error)) return first;
      throw error;
    }),
  );
}

async function askStatus(execution: StatementExecution, statementId: string): Promise<StatusAnswer> {
  const description = await describeStatement(execution, statementId);
  execution.explainAbout(textsOf(description));
  const { SubStatements = [], SessionId } = description;
  return {
    ...statusOf(execution, statementId, description),
    ...presentMembers({ sessionId: SessionId }),
    ...(SubStatements.length > 0 && {
      statements: SubStatements.map((sub, index) =>
        statusOf(execution, sub.Id ?? `${statementId}:${index + 1}`, sub),
      ),
    }),
  };
}

function statusOf(
  execution: StatementExecution,
  statementId: string,
  outcome: Pick<StatementDescription, "Status" | "Error" | "HasResultSet" | "ResultRows">,
): StatementStatus {
  const { Status = "SUBMITTED", HasResultSet, ResultRows = -1 } = outcome;
  const didNotFinish = Status === "FAILED" || Status === "ABORTED";
  return {
    status: Status,
    statementId,
    ...(Status === "FINISHED" && HasResultSet !== undefined && { hasResultSet: HasResultSet }),
    ...(Status === "FINISHED" && ResultRows >= 0 && { rowCount: ResultRows }),
    ...(didNotFinish && { error: statementError(execution, statementId, outcome).fields }),
  };
}

/** Whether a value may be put into the SQL. Within a string none is: that of a role's ARN has many a colon. */
function mayHavePlace(sql: string): boolean {
  const scanned = scanSql(sql);
  return scanned === undefined || scanned.open.size > 0 || scanned.elsewhere.size > 0;
}

/**
 * What the statement was submitted with: the engine quotes it in its errors. AWS does not say that it tells the parameters
 * of a batch, so there are none only if all SQL is told and has no place for one.
 */
function textsOf(description: StatementDescription): StatementTexts {
  const { QueryString, SubStatements = [], QueryParameters = [] } = description;
  const told = SubStatements.length === 0 ? [QueryString] : SubStatements.map((sub) => sub.QueryString);
  const sqls = told.filter((sql) => sql !== undefined);
  const parameters = QueryParameters.flatMap(({ name, value }) => (name && value ? [{ name, value }] : []));
  const mayHaveMore = sqls.length < told.length || sqls.some(mayHavePlace);
  return parameters.length === 0 && mayHaveMore ? { sqls } : { sqls, parameters };
}

function formatOf({ statementId, format }: ResultRequest, { ResultFormat }: StatementDescription): RowFormat {
  const isCsv = ResultFormat === "CSV";
  if (format === undefined) return isCsv ? "csv" : "objects";
  if (isCsv === (format === "csv")) return format;
  throw new QueryError({
    code: "FORMAT_MISMATCH",
    hop: "event",
    message: `format is ${format}, expected ${isCsv ? "csv" : "objects or rows"}: AWS keeps the result in the form the statement was submitted for`,
    statementId,
    advice: `leave format out, or submit the statement again with "format": "${format}"`,
  });
}
