import { AwsError } from "../../protocol/aws-error";
import { authorizeFollowUp } from "../request/authorize";
import { InputReader } from "../request/input-reader";
import { readWaitSeconds, waitForEnd } from "../request/long-poll";
import { readPageToken, writePageToken } from "../request/page-token";
import type { RequestContext } from "../request/request-context";
import type { ResultFormat } from "../request/submission";
import { csvPage, jsonPage } from "../result/result-pages";
import type { Services } from "../services";
import type { StatementResult } from "../warehouse/warehouse";
import { describeStatement } from "./describe-statement";
import type { Statement } from "./statement";
import { readStatementId, type StatementReference } from "./statement-id";

type FollowUpAction = "DescribeStatement" | "GetStatementResult" | "CancelStatement";

interface Found {
  readonly statement: Statement;
  readonly reference: StatementReference;
}

async function find(
  services: Services,
  context: RequestContext,
  input: unknown,
  action: FollowUpAction,
): Promise<Found> {
  const reference = readStatementId(input);
  const visible = services.statements.find(context, reference);
  await authorizeFollowUp(services.authorizer, context, action, visible);
  return { statement: services.statements.demand(visible), reference };
}

/** DescribeStatement. Returns early when the statement ends within `WaitTimeSeconds`. */
export async function describe(
  services: Services,
  context: RequestContext,
  input: unknown,
): Promise<Record<string, unknown>> {
  const { statement, reference } = await find(services, context, input, "DescribeStatement");
  const reader = new InputReader(input);
  const waitSeconds = readWaitSeconds(reader);
  reader.finish();
  if (waitSeconds !== undefined) await waitForEnd(services, statement, waitSeconds);
  return describeStatement(statement, reference.partNumber);
}

/** CancelStatement. The text for a part of a batch is ours: AWS documents only that it cannot be cancelled alone. */
export async function cancel(
  services: Services,
  context: RequestContext,
  input: unknown,
): Promise<Record<string, unknown>> {
  const { statement, reference } = await find(services, context, input, "CancelStatement");
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
  const { submission, parts, status } = statement;
  const isWhole = reference.partNumber === undefined;
  if (isWhole && submission.isBatch) return undefined;
  const part = parts[(reference.partNumber ?? 1) - 1];
  const isFinished = isWhole ? status === "FINISHED" : part?.status === "FINISHED";
  return isFinished ? part?.outcome?.result : undefined;
}

async function awaitResult(
  services: Services,
  found: Found,
  waitSeconds: number | undefined,
): Promise<StatementResult> {
  if (waitSeconds !== undefined && resultOf(found) === undefined) {
    await waitForEnd(services, found.statement, waitSeconds);
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
  services: Services,
  context: RequestContext,
  input: unknown,
  format: ResultFormat,
): Promise<Record<string, unknown>> {
  const found = await find(services, context, input, "GetStatementResult");
  const { statement, reference } = found;
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
  const result = await awaitResult(services, found, waitSeconds);
  const { records, nextPage } =
    format === "CSV" ? csvPage(result, index, services.limits.page) : jsonPage(result, index);
  return {
    Records: records,
    ColumnMetadata: result.metadata,
    TotalNumRows: result.pages.rowCount,
    ResultFormat: format === "CSV" ? format : undefined,
    NextToken: nextPage === undefined ? undefined : writePageToken(scope, nextPage),
  };
}
