import type { Column } from "./columns";
import type { Value } from "./values";

export const ROW_FORMATS = ["objects", "rows", "csv"] as const;

/** How rows are written: one object per row, one array per row, or CSV text. */
export type RowFormat = (typeof ROW_FORMATS)[number];

/** A row as the request asked for it: an object, or an array in the order of the columns. */
export type Row = { readonly [column: string]: Value } | readonly Value[];

/** Gives a row its format. */
export function formatRow(
  values: readonly Value[],
  columns: readonly Column[],
  format: "objects" | "rows",
): Row {
  if (format === "rows") return values;
  return Object.fromEntries(columns.map(({ name }, index) => [name, values[index] ?? null]));
}
