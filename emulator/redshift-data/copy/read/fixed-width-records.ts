import type { FixedColumn } from "../statement/copy-statement";
import { afterLines } from "./csv-records";
import { DELIMITER_NOT_FOUND, type RecordSink } from "./record-sink";

/** Reads lines whose values have fixed widths. Blanks at the end of a value are padding. */
export function readFixedWidth(
  text: string,
  columns: readonly FixedColumn[],
  { headerLines, ignoresBlankLines }: { readonly headerLines: number; readonly ignoresBlankLines: boolean },
  sink: RecordSink,
): void {
  const lines = text.slice(afterLines(text, headerLines)).split("\n");
  if (lines.at(-1) === "") lines.pop();
  const needed = columns.slice(0, -1).reduce((sum, { width }) => sum + width, 0);
  lines.forEach((withReturn, index) => {
    const record = withReturn.endsWith("\r") ? withReturn.slice(0, -1) : withReturn;
    if (record === "" && ignoresBlankLines) return;
    const characters = Array.from(record);
    const place = { line: headerLines + index + 1, raw: () => record };
    if (characters.length < needed) {
      sink.refused(DELIMITER_NOT_FOUND, place);
      return;
    }
    let at = 0;
    const values = columns.map(({ width }) => {
      const value = characters.slice(at, at + width).join("");
      at += width;
      return value.trimEnd();
    });
    sink.row(values, place);
  });
}
