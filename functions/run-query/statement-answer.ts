import type { Column } from "./columns";
import { csvLine } from "./csv";
import type { FetchedRows } from "./fetch-rows";
import type { RowFormat } from "./parse-event";
import type { Row } from "./row-format";

/** What the function returns for a statement. */
export interface StatementAnswer {
  readonly status: "FINISHED";
  readonly statementId: string;
  /** Empty when the statement has no result set. */
  readonly columns: readonly Column[];
  /** Formats `objects` and `rows`. */
  readonly rows?: readonly Row[];
  /** Format `csv`: RFC 4180 text, in every answer with a header line. */
  readonly csv?: string;
  /**
   * Rows of the whole result, of which this answer may hold a part; for a statement without a result set the rows it
   * affected, or `null` when it ended inside the submit call, which does not tell.
   */
  readonly rowCount: number | null;
  /** Set when rows are left. */
  readonly nextToken?: string;
  /** From the start of the work to the answer. */
  readonly durationMs: number;
}

/** The answer of a statement with a result set. */
export function answerRows(
  statementId: string,
  { columns, rows, totalRows, nextToken }: FetchedRows,
  format: RowFormat,
  durationMs: number,
): StatementAnswer {
  const header = csvLine(columns.map(({ name }) => name));
  return {
    status: "FINISHED",
    statementId,
    columns,
    ...(format === "csv" ? { csv: header + rows.join("") } : { rows }),
    rowCount: totalRows,
    ...(nextToken !== undefined && { nextToken }),
    durationMs,
  };
}

/** The answer of a statement without a result set: DDL, DML. */
export function answerWithoutRows(
  statementId: string,
  affectedRows: number | undefined,
  format: RowFormat,
  durationMs: number,
): StatementAnswer {
  return {
    status: "FINISHED",
    statementId,
    columns: [],
    ...(format === "csv" ? { csv: "" } : { rows: [] }),
    // The Data API counts -1 rows where counting makes no sense.
    rowCount: affectedRows === undefined || affectedRows < 0 ? null : affectedRows,
    durationMs,
  };
}
