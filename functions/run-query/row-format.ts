import type { Column } from "./columns";
import { csvLine } from "./csv";
import type { RowFormat } from "./parse-event";
import type { Value } from "./values";

/** A row as the event asked for it: an object, an array, or a line of CSV. */
export type Row = { readonly [column: string]: Value } | readonly Value[] | string;

/** Gives a row its format. */
export function formatRow(values: readonly Value[], columns: readonly Column[], format: RowFormat): Row {
  if (format === "csv") return csvLine(values);
  if (format === "rows") return values;
  return Object.fromEntries(columns.map(({ name }, index) => [name, values[index] ?? null]));
}

/** Bytes that the row takes in the JSON text of the answer, its comma included. */
export function rowBytes(row: Row): number {
  return Buffer.byteLength(JSON.stringify(row)) + 1;
}
