import { rowCountText, shownFailure, tableLines } from "../lib/link/answer-lines";
import type { ResultPart } from "../lib/link/function-answer";
import type { FunctionFailure } from "../lib/link/invocation";
import { harmlessJson } from "../lib/report/json-text";

/** How the rows are printed. */
export type QueryFormat = "text" | "csv" | "json";

/** In which form the function hands out the rows. */
export const ROWS_OF = { text: "rows", csv: "csv", json: "rows" } as const;

/** Resolves once standard output has taken the text. */
export type WriteOut = (text: string) => Promise<void>;

/** A member of a JSON object for each column; a name that is there already gets a number, so that no value is lost. */
function memberNames(columns: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    let name = column;
    for (let count = 2; taken.has(name); count++) name = `${column}_${count}`;
    taken.add(name);
    return name;
  });
}

/** Rows as JSON objects, one a line. */
function jsonRows(columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const names = memberNames(columns);
  return rows
    .map((row) => JSON.stringify(Object.fromEntries(names.map((name, index) => [name, row[index]]))))
    .map(harmlessJson)
    .join(",\n");
}

/**
 * Prints a result that comes in parts. CSV and JSON go out as they come; a table waits for its last row, by which its columns are
 * as wide as they must be.
 *
 * @returns what came of it, in words
 */
export async function printResult(
  parts: AsyncIterable<ResultPart>,
  format: QueryFormat,
  write: WriteOut,
): Promise<string> {
  const rows: (readonly unknown[])[] = [];
  let last: ResultPart | undefined;
  let written = 0;
  for await (const part of parts) {
    last = part;
    if (format === "csv") await write(part.csv ?? "");
    if (format === "text") for (const row of part.rows ?? []) rows.push(row);
    if (format !== "json" || part.rows === undefined || part.rows.length === 0) continue;
    await write(`${written === 0 ? "[\n" : ",\n"}${jsonRows(part.columns, part.rows)}`);
    written += part.rows.length;
  }
  if (last === undefined) throw new Error("the statement gave no result");
  const { columns } = last;
  if (format === "text" && columns.length > 0) {
    await write(`${tableLines(columns, rows).join("\n")}\n`);
  }
  if (format === "json") await write(written === 0 ? "[]\n" : "\n]\n");
  return `${last.status}, ${rowCountText(last)}`;
}

/** Why the statement failed, as lines. Who asked has written no event: what an event's refusal speaks of is said. */
export function queryFailureLines(failure: FunctionFailure): readonly string[] {
  const lines = shownFailure(failure);
  if (failure.code !== "EVENT_INVALID") return lines;
  return [...lines, "The event is made of the SQL or --query, with --param and --null as its parameters."];
}
