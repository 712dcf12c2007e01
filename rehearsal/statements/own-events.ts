import { readFileSync } from "node:fs";
import { shownStatement } from "../../emulator/redshift-data/warehouse/shown-statement";
import type { GivenOption } from "../../tools/lib/terminal/options-in-order";
import { UsageError } from "../../tools/lib/terminal/usage-error";

/** Characters of SQL that a title shows. */
const TITLE_CHARACTERS = 60;

/** What a user wants to see asked of the deployed function, in the place of the built-in query. */
export interface OwnEvent {
  /** Names it in the run: the SQL's beginning, or the file. */
  readonly title: string;
  /** For the function; anything that is JSON: what is wrong with it the function says. */
  readonly event: unknown;
}

/**
 * The events that the options `--sql` and `--event` ask for, in their order.
 *
 * @throws UsageError for SQL that is empty, and a file that is missing or no JSON: never with what is in it
 */
export function ownEvents(given: readonly GivenOption<"sql" | "event">[]): readonly OwnEvent[] {
  return given.map(({ name, value }) => (name === "sql" ? eventOfSql(value) : eventOfFile(value)));
}

function eventOfSql(sql: string): OwnEvent {
  if (sql.trim() === "") throw new UsageError("--sql is empty, expected one statement");
  const [line = ""] = shownStatement(sql.trim().replace(/\s+/g, " "), "").lines;
  const title = line.length > TITLE_CHARACTERS ? `${line.slice(0, TITLE_CHARACTERS)} …` : line;
  return { title, event: { sql, format: "rows" } };
}

/**
 * The event that a link names for its rehearsal.
 *
 * @param file from the working directory
 * @throws UsageError as {@link ownEvents}
 */
export function sampleEvent(file: string): OwnEvent {
  return eventOfFile(file, "function.sampleEvent");
}

/** @param asked how messages call what names the file */
function eventOfFile(file: string, asked = "--event"): OwnEvent {
  const text = textOf(file, asked);
  try {
    return { title: file, event: JSON.parse(text) };
  } catch (error) {
    throw new UsageError(
      `${asked} ${file} is not valid JSON${placeOf(error, text)}, expected one event of the function (docs/function.md)`,
    );
  }
}

function textOf(file: string, asked: string): string {
  try {
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const found = code === "ENOENT" ? "is missing" : `cannot be read (${code})`;
    throw new UsageError(`${asked} ${file} ${found}, expected a file with one event of the function as JSON`);
  }
}

/** Line and column of the fault. The parser's own sentence quotes what stands there. */
function placeOf(error: unknown, text: string): string {
  const [, position] = /at position (\d+)/.exec(error instanceof Error ? error.message : "") ?? [];
  if (position === undefined) return "";
  const before = text.slice(0, Number(position)).split("\n");
  return ` at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
