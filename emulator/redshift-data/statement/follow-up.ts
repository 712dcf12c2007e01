import { AwsError } from "../../protocol/aws-error";
import { authorizeFollowUp } from "../authorization/authorize-operation";
import { InputReader } from "../request/input-reader";
import { readPageToken, writePageToken } from "../request/page-token";
import type { RequestOrigin } from "../request/request-origin";
import { type ParsedStatementId, readStatementId } from "../request/statement-id";
import type { ResultFormat } from "../request/submission-input";
import { csvResultPage, jsonPage } from "../result/result-pages";
import type { StatementResult } from "../result/result-set";
import type { DataApiDependencies } from "./dependencies";
import { readWaitSeconds, waitForEnd } from "./long-poll";
import { describeStatementAnswer } from "./statement-answers";
import type { TrackedStatement } from "./tracked-statement";

type FollowUpAction = "DescribeStatement" | "GetStatementResult" | "CancelStatement";

interface Found {
  readonly statement: TrackedStatement;
  readonly reference: ParsedStatementId;
}

async function find(
  dependencies: DataApiDependencies,
  origin: RequestOrigin,
  input: unknown,
  action: FollowUpAction,
): Promise<Found> {
  const reference = readStatementId(input);
  const visible = dependencies.statements.find(origin, reference);
  await authorizeFollowUp(dependencies.authorizer, origin, action, visible?.owner.userId);
  return { statement: dependencies.statements.readable(visible), reference };
}

/** DescribeStatement. Returns early when the statement ends within `WaitTimeSeconds`. */
export async function describe(
  dependencies: DataApiDependencies,
  origin: RequestOrigin,
  input: unknown,
): Promise<Record<string, unknown>> {
  const { statement, reference } = await find(dependencies, origin, input, "DescribeStatement");
  const reader = new InputReader(input);
  const waitSeconds = readWaitSeconds(reader);
  reader.finish();
  if (waitSeconds !== undefined) await waitForEnd(dependencies, statement, waitSeconds);
  return describeStatementAnswer(statement, reference.partNumber);
}

/** CancelStatement. The text for a part of a batch is ours: AWS documents only that it cannot be cancelled alone. */
export async function cancel(
  dependencies: DataApiDependencies,
  origin: RequestOrigin,
  input: unknown,
): Promise<Record<string, unknown>> {
  const { statement, reference } = await find(dependencies, origin, input, "CancelStatement");
  if (reference.partNumber !== undefined) {
    throw new AwsError("ValidationException", "Could not cancel an individual sub-statement of a batch.");
  }
  if (statement.isTerminal) {
    throw new AwsError(
      "ValidationException",
      `Could not cancel a query that is already in ${statement.status} state with ID: ${statement.id}`,
    );
  }
  statement.abort();
  return { Status: true };
}

/** The result, where there is one. Parts of a transaction have theirs only with the commit. */
function resultOf({ statement, reference }: Found): StatementResult | undefined {
  const { parts, status } = statement;
  const isWhole = reference.partNumber === undefined;
  const part = parts[(reference.partNumber ?? 1) - 1];
  const isFinished = isWhole ? status === "FINISHED" : part?.status === "FINISHED";
  return isFinished ? part?.outcome?.result : undefined;
}

async function awaitResult(
  dependencies: DataApiDependencies,
  found: Found,
  waitSeconds: number | undefined,
): Promise<StatementResult> {
  if (waitSeconds !== undefined && resultOf(found) === undefined) {
    await waitForEnd(dependencies, found.statement, waitSeconds);
  }
  const result = resultOf(found);
  if (result !== undefined) return result;
  throw new AwsError(
    "ResourceNotFoundException",
    "Query does not have result. Please check query status with DescribeStatement.",
    400,
    { ResourceId: found.statement.id },
  );
}

/** GetStatementResult (`JSON`) and GetStatementResultV2 (`CSV`): one page, for statements of that format only. */
export async function getResult(
  dependencies: DataApiDependencies,
  origin: RequestOrigin,
  input: unknown,
  format: ResultFormat,
): Promise<Record<string, unknown>> {
  const found = await find(dependencies, origin, input, "GetStatementResult");
  const { statement, reference } = found;
  if (statement.submission.isBatch && reference.partNumber === undefined) {
    // github.com/apache/airflow/issues/40427
    throw new AwsError(
      "ValidationException",
      "BatchExecuteStatement result can only be retrieved with sub-statement id.",
    );
  }
  const reader = new InputReader(input);
  const nextToken = reader.text("NextToken");
  const waitSeconds = readWaitSeconds(reader);
  reader.finish();
  const { resultFormat } = statement.submission;
  if (resultFormat !== format) {
    const operation = resultFormat === "CSV" ? "GetStatementResultV2" : "GetStatementResult";
    throw new AwsError("ValidationException", `Result format is ${resultFormat}. Use ${operation}.`);
  }
  const scope = `${statement.id}:${reference.partNumber ?? 0}`;
  const index = readPageToken(scope, nextToken);
  const result = await awaitResult(dependencies, found, waitSeconds);
  const { records, nextPage } =
    format === "CSV" ? csvResultPage(result, index, dependencies.limits.page) : jsonPage(result, index);
  return {
    Records: records,
    ColumnMetadata: result.metadata,
    TotalNumRows: result.pages.rowCount,
    ResultFormat: format === "CSV" ? format : undefined,
    NextToken: nextPage === undefined ? undefined : writePageToken(scope, nextPage),
  };
}
