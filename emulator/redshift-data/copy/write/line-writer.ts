import type { TextRow } from "../../result/row-pages";
import type { ColumnKind } from "../convert/target-column";
import type { UnloadStatement } from "../statement/unload-statement";
import { refuseStatement } from "../statement-failure";
import type { UnloadedColumn } from "./unloaded-column";

/** Writes rows as lines of a text file. */
export interface LineWriter {
  /** The first line of each file. Absent: there is none. */
  readonly header?: string;
  readonly line: (row: TextRow) => string;
}

type Statement = Pick<UnloadStatement, "format" | "nullText" | "hasHeader">;

/** The lines of a format of text; nothing for Parquet, which has none. */
export function lineWriter(statement: Statement, columns: readonly UnloadedColumn[]): LineWriter | undefined {
  const { format, nullText = "", hasHeader } = statement;
  const names = columns.map(({ name }) => name);
  /** Names in a header are texts, whatever the columns are. */
  const headed = (write: (row: TextRow, of: readonly UnloadedColumn[]) => string): LineWriter => {
    const line = (row: TextRow) => write(row, columns);
    return hasHeader ? { header: write(names, []), line } : { line };
  };
  switch (format.kind) {
    case "csv": {
      const special = new RegExp(`["\\n\\r]|${escapedForPattern(format.delimiter)}`);
      const quoted = (text: string) => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
      return headed((row, of) =>
        row
          .map((value, at) => (value === null ? nullOf(nullText, of[at]) : quoted(plain(value, of[at]))))
          .join(format.delimiter),
      );
    }
    case "text": {
      const { delimiter, escapes, addsQuotes } = format;
      // Quotes are escaped where quotes stand around the values, and nothing in numbers and dates ("ESCAPE").
      const quotes = addsQuotes ? `"'` : "";
      const special = new RegExp(`[\\\\${quotes}\\n\\r]|${escapedForPattern(delimiter)}`, "g");
      const written = (text: string, column: UnloadedColumn | undefined) =>
        escapes && isText(column) ? text.replace(special, "\\$&") : text;
      const around = addsQuotes ? '"' : "";
      return headed((row, of) =>
        row
          .map((value, at) =>
            value === null
              ? around + nullOf(nullText, of[at]) + around
              : around + written(plain(value, of[at]), of[at]) + around,
          )
          .join(delimiter),
      );
    }
    case "fixed-width": {
      const { widths } = format;
      if (widths.length !== columns.length)
        refuseStatement("The fixed-width specification does not match the columns of the query");
      return {
        line: (row) =>
          row.map((value, at) => fixedField(value, nullText, widths[at] ?? 0, columns[at])).join(""),
      };
    }
    case "json":
      return {
        line: (row) =>
          `{${row.map((value, at) => `${JSON.stringify(names[at])}:${json(value, columns[at])}`).join(",")}}`,
      };
    case "parquet":
      return undefined;
  }
}

/** "FIXEDWIDTH doesn't truncate data"; a NULL that has no room is an empty field but for characters. */
function fixedField(
  value: string | null,
  nullText: string,
  width: number,
  column: UnloadedColumn | undefined,
): string {
  const characters = Array.from(value ?? nullOf(nullText, column));
  const padding = " ".repeat(Math.max(0, width - characters.length));
  if (characters.length <= width) return characters.join("") + padding;
  if (value === null && !CHARACTERS.has(column?.kind)) return " ".repeat(width);
  return refuseStatement(
    `The value of column "${column?.name}" is longer than its fixed width of ${width} characters`,
  );
}

const CHARACTERS: ReadonlySet<ColumnKind | undefined> = new Set(["varchar", "bpchar"] as const);

/** Whether a value may hold anything: characters, JSON, the name in a header. */
function isText(column: UnloadedColumn | undefined): boolean {
  const kind = column?.kind;
  return kind === undefined || CHARACTERS.has(kind) || kind === "super" || kind === "other";
}

/** "SUPER data columns ignore the NULL [AS] option": theirs is that of JSON. */
function nullOf(nullText: string, column: UnloadedColumn | undefined): string {
  return column?.kind === "super" ? "null" : nullText;
}

/** VARBYTE is hexadecimal without the engine's mark. */
function plain(value: string, column: UnloadedColumn | undefined): string {
  return column?.kind === "varbyte" && value.startsWith("\\x") ? value.slice(2) : value;
}

const NUMBERS: ReadonlySet<string> = new Set(["int2", "int4", "int8", "numeric", "float4", "float8"]);

/** SUPER stands as it is. Truth values are the strings `t` and `f`, as Redshift unloads them. */
function json(value: string | null, column: UnloadedColumn | undefined): string {
  if (value === null) return "null";
  const kind = column?.kind ?? "varchar";
  const isNumber = NUMBERS.has(kind) && /^-?\d/.test(value);
  return isNumber || kind === "super" ? value : JSON.stringify(value);
}

function escapedForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
