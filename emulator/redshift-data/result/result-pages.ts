import type { ResultFormat } from "../request/submission-input";
import { redshiftType } from "./redshift-types";
import type { StatementResult } from "./result-set";
import type { PageSize, TextRow } from "./row-pages";

type FieldName = ReturnType<typeof redshiftType>["field"];

/** One value of a result: exactly one member of the `Field` union. */
export type Field = Readonly<Record<string, string | number | bigint | boolean | Uint8Array>>;

/** How much of a result one answer carries. */
export interface PageLimits {
  readonly json: PageSize;
  readonly csvChunkBytes: number;
  readonly csvChunks: number;
}

/** For CSV the documented sizes; the JSON page size of AWS is not documented. */
export const DEFAULT_PAGE_LIMITS: PageLimits = {
  json: { rows: 1000, bytes: 1024 * 1024 },
  csvChunkBytes: 1024 * 1024,
  csvChunks: 15,
};

/** The size of the pages a result is kept in: a page of JSON, or a chunk of CSV. */
export function storedPageSize(format: ResultFormat, { json, csvChunkBytes }: PageLimits): PageSize {
  return format === "JSON" ? json : { rows: Number.POSITIVE_INFINITY, bytes: csvChunkBytes };
}

function longValue(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

/** awsJson writes doubles for which JSON has no number (NaN, Infinity) as text. */
function doubleValue(text: string): number | string {
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

/** The engine writes bytes as `\x` and hexadecimal digits. */
function hexDigits(text: string): string {
  return text.replace(/^\\x/, "");
}

function fieldOf(name: FieldName, text: string | null): Field {
  if (text === null) return { isNull: true };
  switch (name) {
    case "longValue":
      return { longValue: longValue(text) };
    case "doubleValue":
      return { doubleValue: doubleValue(text) };
    case "booleanValue":
      return { booleanValue: text === "t" };
    case "blobValue":
      return { blobValue: Buffer.from(hexDigits(text), "hex") };
    case "stringValue":
      return { stringValue: text };
  }
}

/** The part of a result that one answer carries. */
export interface Page<T> {
  readonly records: readonly T[];
  /** Stored page the next answer starts at; absent on the last. */
  readonly nextPage?: number;
}

function page<T>(records: readonly T[], next: number, count: number): Page<T> {
  return next < count ? { records, nextPage: next } : { records };
}

function fieldNames({ columns }: StatementResult): readonly FieldName[] {
  return columns.map(({ dataTypeID }) => redshiftType(dataTypeID).field);
}

/** Rows as GetStatementResult gives them. */
export function jsonPage(result: StatementResult, index: number): Page<readonly Field[]> {
  const fields = fieldNames(result);
  const records = result.pages
    .page(index)
    .map((row) => fields.map((field, column) => fieldOf(field, row[column] ?? null)));
  return page(records, index + 1, result.pages.pageCount);
}

function csvCell(name: FieldName | undefined, text: string | null): string {
  if (text === null) return "";
  const shown = name === "blobValue" ? hexDigits(text) : text;
  return /[",\r\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}

/** Rows as GetStatementResultV2 gives them: chunks of CSV without a header. */
export function csvResultPage(
  result: StatementResult,
  index: number,
  { csvChunks }: PageLimits,
): Page<{ readonly CSVRecords: string }> {
  const { pages } = result;
  const fields = fieldNames(result);
  const line = (row: TextRow) => `${row.map((cell, column) => csvCell(fields[column], cell)).join(",")}\r\n`;
  const end = Math.min(index + csvChunks, pages.pageCount);
  const records: { readonly CSVRecords: string }[] = [];
  for (let next = index; next < end; next++) {
    records.push({ CSVRecords: pages.page(next).map(line).join("") });
  }
  return page(records, end, pages.pageCount);
}
