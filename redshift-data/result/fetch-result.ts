import { presentMembers } from "../../aws/json";
import type { CsvPage, ResultPage } from "../client/data-api";
import type { StatementExecution } from "../client/statement-execution";
import { answerNotUnderstood } from "../errors/answer-not-understood";
import { type Collector, type CollectorLimits, collectPages, type PagePosition } from "./collect-pages";
import { type Column, readColumns, refuseDuplicateNames } from "./columns";
import { csvLine } from "./csv";
import { createCsvCollector } from "./csv-collector";
import { encodeNextToken } from "./next-token";
import { ENVELOPE_BYTES, jsonBytes, type ResponseBudget } from "./response-budget";
import type { ResultAnswer } from "./result-answer";
import { createRowCollector } from "./row-collector";
import type { RowFormat } from "./row-format";

/** The result, or the part of it, that is asked for. */
export interface FetchRequest {
  readonly statementId: string;
  /** `csv` for statements submitted with it, and for no others. */
  readonly format: RowFormat;
  readonly maxRows: number;
  /** Default: the start of the result. */
  readonly start?: PagePosition;
  readonly budget: ResponseBudget;
}

type PageBase = Pick<ResultPage, "ColumnMetadata" | "TotalNumRows" | "NextToken">;

/**
 * Fetches pages until the result ends, `maxRows` are there, the next row would not fit into a Lambda response, or the
 * deadline comes after a first page. The answer ends at a whole row.
 *
 * @returns nothing when the budget does not hold the columns and one row
 * @throws QueryError when a page cannot be fetched, or two columns of format `objects` have one name
 * @throws DeadlineReached when the deadline comes before the first page
 * @see https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_GetStatementResult.html
 * @see https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_GetStatementResultV2.html
 */
export function fetchResult(
  execution: StatementExecution,
  request: FetchRequest,
): Promise<ResultAnswer | undefined> {
  return request.format === "csv"
    ? fetchCsv(execution, request)
    : fetchRows(execution, request, request.format);
}

async function fetchRows(
  execution: StatementExecution,
  request: FetchRequest,
  format: "objects" | "rows",
): Promise<ResultAnswer | undefined> {
  const { statementId } = request;
  const fetchPage = pageFetcher(execution, statementId, execution.api.result);
  const opened = await open<ResultPage>(fetchPage, request);
  if (format === "objects") refuseDuplicateNames(opened.columns, statementId, execution.quote);
  const collector = createRowCollector(opened.columns, format, limitsOf(execution, request));
  const answer = await collect(execution, opened, fetchPage, collector, request);
  return answer && { ...answer, rows: collector.rows };
}

async function fetchCsv(
  execution: StatementExecution,
  request: FetchRequest,
): Promise<ResultAnswer | undefined> {
  const { statementId, budget } = request;
  const fetchPage = pageFetcher(execution, statementId, execution.api.resultCsv);
  const opened = await open<CsvPage>(fetchPage, request);
  if (opened.columns.length === 0 && opened.page.Records.some(({ CSVRecords }) => CSVRecords)) {
    throw answerNotUnderstood("result", "it tells no columns");
  }
  const header = request.start === undefined ? csvLine(opened.columns.map(({ name }) => name)) : "";
  budget.bytesLeft -= jsonBytes(header);
  const collector = createCsvCollector(limitsOf(execution, request));
  const answer = await collect(execution, opened, fetchPage, collector, request);
  return answer && { ...answer, csv: header + collector.text() };
}

function limitsOf(
  { clock, deadline }: StatementExecution,
  { maxRows, budget }: FetchRequest,
): CollectorLimits {
  return { maxRows, budget, isTimeOver: () => clock.nowMilliseconds() >= deadline.atMilliseconds };
}

type FetchPage<Page> = (pageToken: string | undefined) => Promise<Page>;

function pageFetcher<Page>(
  { retrier }: StatementExecution,
  statementId: string,
  fetch: (request: { Id: string; NextToken?: string }, signal: AbortSignal) => Promise<Page>,
): FetchPage<Page> {
  return (pageToken) =>
    retrier.call(
      "result",
      (signal) => fetch({ Id: statementId, ...presentMembers({ NextToken: pageToken }) }, signal),
      statementId,
    );
}

interface OpenedResult<Page> {
  readonly page: Page;
  readonly start: PagePosition;
  readonly columns: readonly Column[];
}

async function open<Page extends PageBase>(
  fetchPage: FetchPage<Page>,
  { start = { offset: 0 }, budget }: FetchRequest,
): Promise<OpenedResult<Page>> {
  const page = await fetchPage(start.pageToken);
  const hasColumns = start.pageToken === undefined || (page.ColumnMetadata ?? []).length > 0;
  // AWS does not promise them on every page.
  const { ColumnMetadata = [] } = hasColumns ? page : await fetchPage(undefined);
  const columns = readColumns(ColumnMetadata);
  budget.bytesLeft -= ENVELOPE_BYTES + jsonBytes(columns);
  return { page, start, columns };
}

async function collect<Page extends PageBase>(
  { usage }: StatementExecution,
  { page, start, columns }: OpenedResult<Page>,
  fetchPage: FetchPage<Page>,
  collector: Collector<Page>,
  { statementId, format, budget }: FetchRequest,
): Promise<ResultAnswer | undefined> {
  const room = budget.bytesLeft;
  if (room < 0) return undefined;
  const end = await collectPages(page, start, fetchPage, collector);
  // An answer without rows, and a next token that leads to the same one, would never end.
  if (collector.rowCount() === 0 && !collector.hasRoom()) return undefined;
  usage.rows += collector.rowCount();
  usage.bytes += room - budget.bytesLeft;
  return {
    status: "FINISHED",
    statementId,
    columns,
    rowCount: page.TotalNumRows ?? null,
    ...(end && { nextToken: encodeNextToken({ statementId, format, ...end }) }),
  };
}
