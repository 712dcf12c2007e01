import type { Cell } from "../client/data-api";
import { answerNotUnderstood } from "../errors/answer-not-understood";
import type { Column } from "./columns";
import { jsonBytes } from "./response-budget";
import { readSuper } from "./super-value";

/** A value in an answer. Objects and arrays come from SUPER only. */
export type Value =
  | null
  | boolean
  | number
  | string
  | readonly unknown[]
  | { readonly [key: string]: unknown };

/**
 * The values of a row, one a column: with one too few or too many, nobody knows which value is of which column.
 *
 * @throws QueryError `UNKNOWN` for a row or a value that is none
 */
export function readRow(record: readonly Cell[] | null, columns: readonly Column[]): readonly Value[] {
  if (record?.length !== columns.length) {
    throw answerNotUnderstood("result", "a row has not as many values as the result has columns");
  }
  return columns.map((column, index) => readValue(record[index] ?? {}, column));
}

/**
 * A cell as JSON without loss, where JSON allows it:
 *
 * - SMALLINT, INTEGER, BIGINT: number up to ±(2^53−1), beyond that its digits as text
 * - DECIMAL: text, every digit as the engine wrote it
 * - REAL, DOUBLE: number; `"NaN"`, `"Infinity"`, `"-Infinity"` as text
 * - BOOLEAN: boolean; NULL: `null`
 * - SUPER: parsed; a number that JSON readers would round is text, every digit
 * - VARBYTE: hexadecimal text; dates, times, timestamps, GEOMETRY and the rest: text as delivered
 */
export function readValue(cell: Cell, column: Column): Value {
  // The SDK reads an empty value as `null` too.
  if (cell === null || cell.isNull) return null;
  const { stringValue } = cell;
  if (stringValue !== undefined) {
    checked(stringValue, typeof stringValue === "string");
    return isSuper(column) ? (readSuper(stringValue) as Value) : stringValue;
  }
  const { booleanValue, longValue, doubleValue, blobValue } = cell;
  if (booleanValue !== undefined) return checked(booleanValue, typeof booleanValue === "boolean");
  if (longValue !== undefined) return readLong(checked(longValue, isNumber(longValue)));
  if (doubleValue !== undefined) return readDouble(checked(doubleValue, isNumber(doubleValue)));
  if (blobValue !== undefined) {
    return Buffer.from(checked(blobValue, blobValue instanceof Uint8Array)).toString("hex");
  }
  // A member that AWS has added since is a value, and not NULL.
  return checked(null, Object.keys(cell).length === 0);
}

/** Printable ASCII that JSON does not escape: a byte each. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** Bytes of a value in JSON text: those of `JSON.stringify`, which costs several times as much for a short value. */
export function valueBytes(value: Value): number {
  if (typeof value === "string") return PLAIN.test(value) ? value.length + 2 : jsonBytes(value);
  return value === null || typeof value !== "object" ? String(value).length : jsonBytes(value);
}

function isSuper({ type }: Column): boolean {
  // The length first: it is asked of every text of a result.
  return type.length === 5 && type.toLowerCase() === "super";
}

/** Nothing has looked at the cells before: what AWS answers need not be what its types say. */
function checked<T>(value: T, isOfItsType: boolean): T {
  if (isOfItsType) return value;
  throw answerNotUnderstood(
    "result",
    "a value is of another type than its member, or has a member that is unknown",
  );
}

function isNumber(value: number | string): boolean {
  return typeof value === "number" || typeof value === "string";
}

function readLong(value: number | string): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

function readDouble(value: number | string): number | string {
  return Number.isFinite(value) ? value : String(value);
}
