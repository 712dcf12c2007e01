import { partId } from "../request/statement-id";
import type { StatementPart, TrackedStatement } from "./tracked-statement";

/** What the API answers for a number that is not known yet, or never will be. */
const UNKNOWN_NUMBER = -1;
const NANOSECONDS_PER_MILLISECOND = 1e6;

/** A time as awsJson writes it: seconds since 1970 to the millisecond. */
export function epochSeconds(milliseconds: number): number {
  return Math.round(milliseconds) / 1000;
}

function hasResultSet({ outcome }: StatementPart): boolean {
  return outcome?.result !== undefined;
}

function resultBytes({ outcome }: StatementPart): number {
  return outcome?.result?.pages.bytes ?? 0;
}

function nanoseconds({ outcome, sleepMilliseconds }: StatementPart): number {
  return Math.round(((outcome?.durationMilliseconds ?? 0) + sleepMilliseconds) * NANOSECONDS_PER_MILLISECOND);
}

/** Figures of the parts that ran through, added up; -1 where none did. */
function figures(parts: readonly StatementPart[]) {
  const ran = parts.filter(({ outcome }) => outcome !== undefined);
  const sum = (read: (part: StatementPart) => number) =>
    ran.length === 0 ? UNKNOWN_NUMBER : ran.reduce((total, part) => total + read(part), 0);
  const succeeded = ran.filter(({ outcome }) => outcome?.error === undefined);
  return {
    Duration: sum(nanoseconds),
    HasResultSet: parts.some(hasResultSet),
    ResultRows: succeeded.length === 0 ? UNKNOWN_NUMBER : sum(({ outcome }) => outcome?.rowCount ?? 0),
    ResultSize: succeeded.length === 0 ? UNKNOWN_NUMBER : sum(resultBytes),
  };
}

function describePart(
  statement: TrackedStatement,
  part: StatementPart,
  index: number,
): Record<string, unknown> {
  return {
    Id: partId(statement.id, index),
    Status: part.status,
    CreatedAt: epochSeconds(part.createdMilliseconds),
    UpdatedAt: epochSeconds(part.updatedMilliseconds),
    QueryString: part.queryString,
    RedshiftQueryId: part.outcome === undefined ? UNKNOWN_NUMBER : part.queryId,
    ...figures([part]),
    Error: part.outcome?.error,
  };
}

/** What a statement runs on and as whom, which every answer repeats. Members that do not apply are undefined. */
function describeConnection({ submission, identity, sessionId }: TrackedStatement): Record<string, unknown> {
  return {
    ClusterIdentifier: submission.target.cluster,
    WorkgroupName: submission.target.workgroup,
    Database: submission.database,
    DbUser: submission.secretArn === undefined ? identity.user : undefined,
    SecretArn: submission.secretArn,
    SessionId: sessionId,
  };
}

function hasStarted({ status, parts }: TrackedStatement): boolean {
  return status === "STARTED" || parts.some(({ outcome }) => outcome !== undefined);
}

/** Answer of DescribeStatement: the statement, or one of its parts where a number is given. */
export function describeStatementAnswer(
  statement: TrackedStatement,
  partNumber?: number,
): Record<string, unknown> {
  const { submission, parts } = statement;
  const connection = describeConnection(statement);
  const shared = {
    ...connection,
    RedshiftPid: hasStarted(statement) ? statement.pid : 0,
    ResultFormat: submission.resultFormat,
    QueryParameters: submission.parameters.length === 0 ? undefined : submission.parameters,
  };
  const part = partNumber === undefined ? undefined : parts[partNumber - 1];
  if (part !== undefined && partNumber !== undefined) {
    return { ...shared, ...describePart(statement, part, partNumber - 1) };
  }
  const [only] = parts;
  return {
    ...shared,
    Id: statement.id,
    Status: statement.status,
    CreatedAt: epochSeconds(statement.createdMilliseconds),
    UpdatedAt: epochSeconds(statement.updatedMilliseconds),
    Error: statement.error,
    ...figures(parts),
    ...(submission.isBatch
      ? {
          RedshiftQueryId: 0,
          ExecutionMode: submission.executionMode,
          SubStatements: parts.map((sub, index) => describePart(statement, sub, index)),
        }
      : {
          RedshiftQueryId: only?.outcome === undefined ? 0 : only.queryId,
          QueryString: only?.queryString,
        }),
  };
}

/** Answer of ExecuteStatement and BatchExecuteStatement. */
export function submitAnswer(statement: TrackedStatement): Record<string, unknown> {
  return {
    Id: statement.id,
    CreatedAt: epochSeconds(statement.createdMilliseconds),
    ...describeConnection(statement),
    Status: statement.status,
    RedshiftPid: hasStarted(statement) ? statement.pid : undefined,
    HasResultSet: statement.isTerminal ? statement.parts.some(hasResultSet) : undefined,
  };
}

/** One entry of ListStatements. */
export function listedStatement(statement: TrackedStatement): Record<string, unknown> {
  const { submission, parts } = statement;
  return {
    Id: statement.id,
    Status: statement.status,
    CreatedAt: epochSeconds(statement.createdMilliseconds),
    UpdatedAt: epochSeconds(statement.updatedMilliseconds),
    SessionId: statement.sessionId,
    StatementName: submission.statementName,
    SecretArn: submission.secretArn,
    IsBatchStatement: submission.isBatch,
    ResultFormat: submission.resultFormat,
    QueryParameters: submission.parameters.length === 0 ? undefined : submission.parameters,
    ...(submission.isBatch ? { QueryStrings: submission.sqls } : { QueryString: parts[0]?.queryString }),
  };
}
