import type { Cell, ResultPage } from "./client/data-api";
import type { Value } from "./result/values";
import type { ObjectRow } from "./result/whole-result";

/** The one page of a result with these rows, as the Data API has it. */
export function pageOf(rows: readonly ObjectRow[]): ResultPage {
  const columns = Object.keys(rows[0] ?? {}).map((name) => ({ name, type: typeOf(rows, name) }));
  return {
    ColumnMetadata: columns.map(({ name, type }) => ({ name, label: name, typeName: type })),
    Records: rows.map((row) => columns.map(({ name, type }) => cellOf(row[name] ?? null, type))),
    TotalNumRows: rows.length,
  };
}

function typeOf(rows: readonly ObjectRow[], name: string): string {
  const values = rows.map((row) => row[name] ?? null).filter((value) => value !== null);
  const kinds = new Set(values.map((value) => typeof value));
  // A SUPER holds values of every kind.
  if (kinds.size > 1 || kinds.has("object")) return "super";
  if (kinds.has("number")) return values.every(Number.isInteger) ? "int8" : "float8";
  return kinds.has("boolean") ? "bool" : "varchar";
}

function cellOf(value: Value, type: string): Cell {
  if (value === null) return { isNull: true };
  if (type === "super") return { stringValue: JSON.stringify(value) };
  if (typeof value === "number") return type === "int8" ? { longValue: value } : { doubleValue: value };
  if (typeof value === "boolean") return { booleanValue: value };
  return { stringValue: String(value) };
}

/**
 * Rows that no result has would be told as other rows: a test would pass of a handler that fails.
 *
 * @returns what is wrong with them, for people; undefined where a result can have them
 */
export function rowsProblem(rows: readonly ObjectRow[]): string | undefined {
  const names = Object.keys(rows[0] ?? {});
  for (const [index, row] of rows.entries()) {
    const others = Object.keys(row);
    if (others.length !== names.length || !names.every((name) => Object.hasOwn(row, name)))
      return `rows[${index}] has columns ${others.join(", ")}, expected those of rows[0]: ${names.join(", ")}; write null for a value that is not there`;
    const other = names.find((name) => !isCarried(row[name]));
    if (other !== undefined)
      return `rows[${index}].${other} is no value of a result, expected null, a number, a boolean, text (dates, times, decimals and numbers beyond 2^53-1 too), or for a SUPER what JSON holds`;
  }
  return undefined;
}

/** Whether an answer can have the value: what comes through JSON as it is, and the doubles that it has no number for. */
function isCarried(value: unknown): boolean {
  if (typeof value === "number") return !Number.isInteger(value) || Number.isSafeInteger(value);
  return value !== undefined && isSame(value, JSON.parse(textOf(value)));
}

function textOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch {
    return "null";
  }
}

function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null) {
    return one === other;
  }
  const [members, others] = [Object.entries(one), Object.entries(other)];
  return (
    (Array.isArray(one) || Object.getPrototypeOf(one) === Object.prototype) &&
    Array.isArray(one) === Array.isArray(other) &&
    members.length === others.length &&
    members.every(([name, member], index) => others[index]?.[0] === name && isSame(member, others[index][1]))
  );
}
