import type { TextRow } from "../../result/row-pages";
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
  const headed = (line: LineWriter["line"]): LineWriter =>
    hasHeader ? { header: line(names), line } : { line };
  switch (format.kind) {
    case "csv": {
      const special = new RegExp(`["\\n\\r]|${escapedForPattern(format.delimiter)}`);
      const quoted = (text: string) => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
      return headed((row) =>
        row
          .map((value, at) => (value === null ? nullText : quoted(plain(value, columns[at]))))
          .join(format.delimiter),
      );
    }
    case "text": {
      const { delimiter, escapes, addsQuotes } = format;
      const special = new RegExp(`[\\\\"'\\n\\r]|${escapedForPattern(delimiter)}`, "g");
      const written = (text: string) => (escapes ? text.replace(special, "\\$&") : text);
      const around = addsQuotes ? '"' : "";
      return headed((row) =>
        row
          .map((value, at) =>
            value === null
              ? around + nullText + around
              : around + written(plain(value, columns[at])) + around,
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
          row
            .map((value, at) =>
              Array.from(value ?? nullText)
                .slice(0, widths[at])
                .join("")
                .padEnd(widths[at] ?? 0),
            )
            .join(""),
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
  return isNumber || kind === "super" ? value : JSON.stringify(plain(value, column));
}

function escapedForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
