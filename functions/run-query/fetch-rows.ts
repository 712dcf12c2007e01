import type { Caller } from "./caller";
import { type Column, readColumns, refuseDuplicateNames } from "./columns";
import { MAX_RESPONSE_BYTES } from "./contract";
import type { DataApi, ResultPage } from "./data-api";
import { DeadlineReached } from "./deadline";
import { encodeNextToken, type ResultPosition } from "./next-token";
import type { RowFormat } from "./parse-event";
import { formatRow, type Row, rowBytes } from "./row-format";
import { readValue } from "./values";

/** Bytes of an answer kept for everything but rows and columns. */
const ENVELOPE_BYTES = 16 * 1024;

export interface FetchRequest {
  readonly statementId: string;
  readonly format: RowFormat;
  readonly maxRows: number;
}

/** The rows of one answer. */
export interface FetchedRows {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Rows of the whole result. */
  readonly totalRows: number;
  /** Set when rows are left. */
  readonly nextToken?: string;
}

/**
 * Fetches pages until the result ends, `maxRows` are there, the next row would not fit into a Lambda response, or the
 * deadline comes after a first page. The answer ends at a whole row.
 *
 * @throws QueryError when a page cannot be fetched, or two columns of format `objects` have one name
 * @throws DeadlineReached when the deadline comes before the first page
 * @see https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_GetStatementResult.html
 */
export async function fetchRows(api: DataApi, caller: Caller, request: FetchRequest): Promise<FetchedRows> {
  const { statementId, format } = request;
  const fetchPage = (pageToken?: string) =>
    caller.call(
      "result",
      (signal) =>
        api.result({ Id: statementId, ...(pageToken !== undefined && { NextToken: pageToken }) }, signal),
      statementId,
    );

  let page = await fetchPage();
  const columns = readColumns(page.ColumnMetadata ?? []);
  if (format === "objects") refuseDuplicateNames(columns, statementId);
  const total = page.TotalNumRows;
  const collector = createCollector(columns, request);
  const answer = (end?: ResultPosition): FetchedRows => ({
    columns,
    rows: collector.rows,
    totalRows: total ?? collector.rows.length,
    ...(end && { nextToken: encodeNextToken(end) }),
  });

  for (let pageToken: string | undefined; ; ) {
    const taken = collector.take(page);
    if (taken < page.Records.length)
      return answer({ ...(pageToken !== undefined && { pageToken }), row: taken });
    pageToken = page.NextToken;
    if (pageToken === undefined) return answer();
    if (collector.isFull()) return answer({ pageToken, row: 0 });
    try {
      page = await fetchPage(pageToken);
    } catch (error) {
      if (error instanceof DeadlineReached) return answer({ pageToken, row: 0 });
      throw error;
    }
  }
}

interface Collector {
  readonly rows: readonly Row[];
  /** Takes rows of a page while they fit; returns how many. */
  take(page: ResultPage): number;
  isFull(): boolean;
}

function createCollector(columns: readonly Column[], { format, maxRows }: FetchRequest): Collector {
  const rows: Row[] = [];
  // Column names stand in the answer once as metadata and, in CSV, once more as header.
  let bytesLeft = MAX_RESPONSE_BYTES - ENVELOPE_BYTES - 2 * Buffer.byteLength(JSON.stringify(columns));

  function take(page: ResultPage): number {
    for (const [index, record] of page.Records.entries()) {
      if (rows.length === maxRows) return index;
      const values = columns.map((column, position) =>
        readValue(record[position] ?? { isNull: true }, column),
      );
      const row = formatRow(values, columns, format);
      const bytes = rowBytes(row);
      // The first row always goes: rows have 64 KB at most, and an empty answer would never end.
      if (bytes > bytesLeft && rows.length > 0) return index;
      bytesLeft -= bytes;
      rows.push(row);
    }
    return page.Records.length;
  }

  return { rows, take, isFull: () => rows.length === maxRows };
}
