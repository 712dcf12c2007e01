import type { TextRow } from "../../result/row-pages";
import type { ColumnKind } from "../convert/target-column";
import type { UnloadStatement } from "../statement/unload-statement";
import { refuseStatement } from "../statement-failure";
import { refuseVarbyte, type UnloadedColumn } from "./unloaded-column";

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
  const kinds = columns.map(({ kind }) => kind);
  /** Names are texts, whatever their columns hold. */
  const joined = (delimiter: string, field: (text: string, kind: ColumnKind) => string): LineWriter => {
    const line = (row: TextRow) =>
      row
        .map((value, at) =>
          field(textOf(value, kinds[at], nullText), value === null ? "other" : (kinds[at] ?? "other")),
        )
        .join(delimiter);
    return hasHeader
      ? { header: names.map((name) => field(name, "varchar")).join(delimiter), line }
      : { line };
  };
  switch (format.kind) {
    case "csv": {
      const special = new RegExp(`["\\n\\r]|${escapedForPattern(format.delimiter)}`);
      const quoted = (text: string) => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
      return joined(format.delimiter, quoted);
    }
    case "text": {
      const { delimiter, escapes, addsQuotes } = format;
      const quotes = addsQuotes ? `"'` : "";
      const special = new RegExp(`[\\\\${quotes}\\n\\r]|${escapedForPattern(delimiter)}`, "g");
      const around = addsQuotes ? '"' : "";
      return joined(delimiter, (text, kind) => {
        const written = escapes && isText(kind) ? text.replace(special, "\\$&") : text;
        return around + written + around;
      });
    }
    case "fixed-width": {
      const { widths } = format;
      if (widths.length !== columns.length)
        refuseStatement("The fixed-width specification does not match the columns of the query");
      refuseVarbyte(columns, "FIXEDWIDTH");
      return {
        line: (row) => row.map((value, at) => fixed(value, widths[at] ?? 0, columns[at], nullText)).join(""),
      };
    }
    case "json":
      refuseVarbyte(columns, "JSON");
      return {
        line: (row) =>
          `{${row.map((value, at) => `${JSON.stringify(names[at])}:${json(value, columns[at])}`).join(",")}}`,
      };
    case "parquet":
      return undefined;
  }
}

/** A value as text: VARBYTE is hexadecimal without the engine's mark, a NULL of SUPER is that of JSON whatever NULL AS says. */
function textOf(value: string | null, kind: ColumnKind | undefined, nullText: string): string {
  if (value === null) return kind === "super" ? "null" : nullText;
  return kind === "varbyte" && value.startsWith("\\x") ? value.slice(2) : value;
}

function isText(kind: ColumnKind | undefined): boolean {
  return kind === "varchar" || kind === "bpchar";
}

/** "FIXEDWIDTH doesn't truncate data"; a text of NULL that is too long is empty in columns that are no text. */
function fixed(
  value: string | null,
  width: number,
  column: UnloadedColumn | undefined,
  nullText: string,
): string {
  const text = textOf(value, column?.kind, nullText);
  const length = Array.from(text).length;
  if (length <= width) return text + " ".repeat(width - length);
  if (value === null && !isText(column?.kind)) return " ".repeat(width);
  return refuseStatement(
    `A value of column "${column?.name}" is longer than its ${width} characters in the fixed-width specification`,
  );
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
