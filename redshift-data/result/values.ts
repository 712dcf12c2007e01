import type { Cell } from "../client/data-api";
import type { Column } from "./columns";

/** A value in an answer. Objects and arrays come from SUPER only. */
export type Value =
  | null
  | boolean
  | number
  | string
  | readonly unknown[]
  | { readonly [key: string]: unknown };

/**
 * A cell as JSON without loss, where JSON allows it:
 *
 * - SMALLINT, INTEGER, BIGINT: number up to ±(2^53−1), beyond that its digits as text
 * - DECIMAL: text, every digit as the engine wrote it
 * - REAL, DOUBLE: number; `"NaN"`, `"Infinity"`, `"-Infinity"` as text
 * - BOOLEAN: boolean; NULL: `null`
 * - SUPER: parsed, its numbers as JSON readers read them (cast members in the SQL where more digits count)
 * - VARBYTE: hexadecimal text; dates, times, timestamps, GEOMETRY and the rest: text as delivered
 */
export function readValue(cell: Cell, column: Column): Value {
  if (cell.isNull) return null;
  if (cell.booleanValue !== undefined) return cell.booleanValue;
  if (cell.longValue !== undefined) return readLong(cell.longValue);
  if (cell.doubleValue !== undefined) return readDouble(cell.doubleValue);
  if (cell.stringValue !== undefined) {
    return column.type.toLowerCase() === "super" ? readSuper(cell.stringValue) : cell.stringValue;
  }
  if (cell.blobValue !== undefined) return Buffer.from(cell.blobValue).toString("hex");
  return null;
}

function readLong(value: number | string): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

function readDouble(value: number | string): number | string {
  return Number.isFinite(value) ? value : String(value);
}

function readSuper(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return text;
  }
}
