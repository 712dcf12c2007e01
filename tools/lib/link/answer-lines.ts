import { counted } from "../report/counted";
import { plainLine, plainLines } from "../report/plain-text";
import { textTable } from "../report/text-table";
import type { FunctionAnswer, ResultPart } from "./function-answer";
import { type FunctionFailure, failureLines } from "./invocation";

/** A value as a table shows it: one line, in which nothing acts in a terminal. `null` stays, for the table to name. */
function shownCell(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return plainLine(typeof value === "object" ? JSON.stringify(value) : String(value));
}

/** Rows as a table of lines. */
export function tableLines(
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): readonly string[] {
  return textTable(
    columns.map(plainLine),
    rows.map((row) => row.map(shownCell)),
  );
}

/** How many rows there are, or were affected. */
export function rowCountText({ columns, rowCount }: Pick<ResultPart, "columns" | "rowCount">): string {
  if (rowCount === undefined) return "rows not counted";
  return columns.length === 0 ? `${counted(rowCount, "row")} affected` : counted(rowCount, "row");
}

/** What is shown of one result. */
function resultLines(
  { columns, rows, csv, nextToken, rowCount }: ResultPart,
  maxRows: number,
): readonly string[] {
  if (columns.length === 0) return [];
  const lines =
    csv === undefined ? tableLines(columns, (rows ?? []).slice(0, maxRows)) : plainLines(csv.trimEnd());
  const shown = csv === undefined ? lines : lines.slice(0, maxRows + 1);
  const isCut = nextToken !== undefined || shown.length < lines.length || (rows ?? []).length > maxRows;
  return isCut ? [...shown, `… (${rowCount ?? "more"} rows in all)`] : shown;
}

/**
 * An answer of the function for people: results as tables, failures with what to do.
 *
 * @param maxRows most rows shown of each result
 */
export function answerLines(answer: FunctionAnswer, maxRows: number): readonly string[] {
  switch (answer.kind) {
    case "result":
      return resultLines(answer, maxRows);
    case "failed":
      return shownFailure(answer.failure);
    case "batch":
      return answer.statements.flatMap((statement, index) => [
        `statement ${index + 1}: ${answerText(statement)}`,
        ...answerLines(statement, maxRows),
      ]);
    case "status":
      return Object.entries(answer.members).map(([name, value]) => plainLine(`${name}: ${value}`));
  }
}

/** A failure as lines in which nothing acts in a terminal: it quotes AWS and the engine. */
export function shownFailure(failure: FunctionFailure): readonly string[] {
  return failureLines(failure).map(plainLine);
}

/** What came of it, in a few words. */
export function answerText(answer: FunctionAnswer): string {
  switch (answer.kind) {
    case "result":
      return `${answer.status}, ${rowCountText(answer)}`;
    case "failed":
      return `failed with ${answer.failure.code}`;
    case "batch":
      return `${answer.status}, ${counted(answer.statements.length, "statement")}`;
    case "status":
      return answer.status;
  }
}

/** Whether the statement, or one of a batch, failed. */
export function hasFailed(answer: FunctionAnswer): boolean {
  if (answer.kind === "batch") return answer.statements.some(hasFailed);
  return answer.kind === "failed";
}
