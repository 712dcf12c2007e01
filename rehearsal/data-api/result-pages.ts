import { redshiftType } from "./redshift-types";
import type { StatementOutcome } from "./warehouse";

type Row = readonly (string | null)[];
type FieldName = ReturnType<typeof redshiftType>["field"];

/** One value of a result: exactly one member of the `Field` union. */
export type Field = Readonly<Record<string, string | number | bigint | boolean>>;

/** How much of a result one answer carries. */
export interface PageLimits {
  readonly rows: number;
  readonly bytes: number;
  readonly csvChunkBytes: number;
  readonly csvChunks: number;
}

/** For CSV the documented sizes; the JSON page size of AWS is not documented. */
export const DEFAULT_PAGE_LIMITS: PageLimits = {
  rows: 1000,
  bytes: 1024 * 1024,
  csvChunkBytes: 1024 * 1024,
  csvChunks: 15,
};

function longValue(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

/** awsJson writes the doubles that JSON has no number for as text. */
function doubleValue(text: string): number | string {
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

function fieldOf(name: FieldName, text: string | null): Field {
  if (text === null) return { isNull: true };
  if (name === "longValue") return { longValue: longValue(text) };
  if (name === "doubleValue") return { doubleValue: doubleValue(text) };
  if (name === "booleanValue") return { booleanValue: text === "t" };
  return { stringValue: text };
}

function bytesOf(row: Row): number {
  return row.reduce((sum, cell) => sum + Buffer.byteLength(cell ?? ""), 0);
}

/** Index after the last row that fits, from an offset on; always at least one row. */
function pageEnd(rows: readonly Row[], offset: number, maxRows: number, maxBytes: number): number {
  let bytes = 0;
  let end = offset;
  for (const row of rows.slice(offset, offset + maxRows)) {
    bytes += bytesOf(row);
    if (bytes > maxBytes && end > offset) break;
    end += 1;
  }
  return end;
}

/** A stretch of a result. */
export interface Page<T> {
  readonly records: readonly T[];
  /** Row the next page starts at; absent on the last. */
  readonly nextOffset?: number;
}

function page<T>(records: readonly T[], end: number, total: number): Page<T> {
  return end < total ? { records, nextOffset: end } : { records };
}

/** Rows as GetStatementResult gives them. */
export function jsonPage(
  { rows, columns = [] }: StatementOutcome,
  offset: number,
  limits: PageLimits,
): Page<readonly Field[]> {
  const fields = columns.map(({ dataTypeID }) => redshiftType(dataTypeID).field);
  const end = pageEnd(rows, offset, limits.rows, limits.bytes);
  const records = rows
    .slice(offset, end)
    .map((row) => fields.map((field, index) => fieldOf(field, row[index] ?? null)));
  return page(records, end, rows.length);
}

function csvCell(text: string | null): string {
  return text !== null && /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : (text ?? "");
}

/** Rows as GetStatementResultV2 gives them: chunks of CSV without a header. */
export function csvPage(
  { rows }: StatementOutcome,
  offset: number,
  limits: PageLimits,
): Page<{ readonly CSVRecords: string }> {
  const records: { readonly CSVRecords: string }[] = [];
  let start = offset;
  while (start < rows.length && records.length < limits.csvChunks) {
    const end = pageEnd(rows, start, rows.length, limits.csvChunkBytes);
    const lines = rows.slice(start, end).map((row) => `${row.map(csvCell).join(",")}\r\n`);
    records.push({ CSVRecords: lines.join("") });
    start = end;
  }
  return page(records, start, rows.length);
}
