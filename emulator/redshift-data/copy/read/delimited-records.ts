import { afterLines } from "./csv-records";
import type { RawValue, RecordSink } from "./record-sink";

/** How a delimited file is read. */
export interface DelimitedOptions {
  readonly delimiter: string;
  /** A backslash takes its meaning from the delimiter, the line end, the quote or the backslash behind it. */
  readonly escapes: boolean;
  /** Quotes around a value are no part of it, and a delimiter between them is. */
  readonly removesQuotes: boolean;
  readonly headerLines: number;
  readonly ignoresBlankLines: boolean;
}

/** Reads lines whose values a delimiter parts. */
export function readDelimited(text: string, options: DelimitedOptions, sink: RecordSink): void {
  const { delimiter, escapes, removesQuotes, headerLines, ignoresBlankLines } = options;
  let line = headerLines + 1;
  for (let start = afterLines(text, headerLines); start < text.length; line++) {
    const [from, firstLine] = [start, line];
    let end = text.indexOf("\n", start);
    while (escapes && end !== -1 && isEscaped(text, end, start)) {
      line++;
      end = text.indexOf("\n", end + 1);
    }
    if (end === -1) end = text.length;
    start = end + 1;
    const stop = end > from && text[end - 1] === "\r" ? end - 1 : end;
    const record = text.slice(from, stop);
    if (record === "" && ignoresBlankLines) continue;
    const place = { line: firstLine, raw: () => record };
    if (escapes && record.includes("\\")) sink.row(escapedValues(record, delimiter), place);
    else if (removesQuotes && /["']/.test(record)) {
      const values = unquotedValues(record, delimiter);
      if (values === undefined) sink.refused({ code: 1214, reason: "Delimiter not found" }, place);
      else sink.row(values, place);
    } else sink.row(record.split(delimiter), place);
  }
}

function isEscaped(text: string, at: number, start: number): boolean {
  let backslashes = 0;
  while (at - 1 - backslashes >= start && text[at - 1 - backslashes] === "\\") backslashes++;
  return backslashes % 2 === 1;
}

/** `\N` stays as it is: it is COPY's text for NULL. */
function escapedValues(record: string, delimiter: string): readonly RawValue[] {
  const values: string[] = [];
  let value = "";
  for (let at = 0; at < record.length; ) {
    if (record.startsWith(delimiter, at)) {
      values.push(value);
      value = "";
      at += delimiter.length;
    } else if (record[at] === "\\" && at + 1 < record.length) {
      value += record[at + 1] === "N" ? "\\N" : record[at + 1];
      at += 2;
    } else value += record[at++];
  }
  return [...values, value];
}

/** @returns nothing where a quote is not closed */
function unquotedValues(record: string, delimiter: string): readonly RawValue[] | undefined {
  const values: string[] = [];
  for (let at = 0; ; ) {
    const quote = record[at];
    if (quote === '"' || quote === "'") {
      let close = record.indexOf(quote, at + 1);
      while (close !== -1 && close + 1 < record.length && !record.startsWith(delimiter, close + 1)) {
        close = record.indexOf(quote, close + 1);
      }
      if (close === -1) return undefined;
      values.push(record.slice(at + 1, close));
      at = close + 1;
    } else {
      const next = record.indexOf(delimiter, at);
      const stop = next === -1 ? record.length : next;
      values.push(record.slice(at, stop));
      at = stop;
    }
    if (at >= record.length) return values;
    at += delimiter.length;
  }
}
