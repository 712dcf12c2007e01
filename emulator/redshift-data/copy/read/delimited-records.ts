import { afterLines } from "./csv-records";
import { DELIMITER_NOT_FOUND, type RawValue, type RecordSink } from "./record-sink";

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
    const values =
      escapes && record.includes("\\")
        ? escapedValues(record, delimiter, removesQuotes)
        : removesQuotes && /["']/.test(record)
          ? unquotedValues(record, delimiter)
          : record.split(delimiter);
    if (values === undefined) sink.refused(DELIMITER_NOT_FOUND, place);
    else sink.row(values, place);
  }
}

function isEscaped(text: string, at: number, start: number): boolean {
  let backslashes = 0;
  while (at - 1 - backslashes >= start && text[at - 1 - backslashes] === "\\") backslashes++;
  return backslashes % 2 === 1;
}

/**
 * A value that is `\N` stays as it is: it is COPY's text for NULL. A quote behind a backslash is no quote around the value.
 *
 * @returns nothing where a quote is not closed
 */
function escapedValues(
  record: string,
  delimiter: string,
  removesQuotes: boolean,
): readonly RawValue[] | undefined {
  const values: string[] = [];
  let value = "";
  let quote: string | undefined;
  let isAtStart = true;
  const isEnd = (at: number) => at >= record.length || record.startsWith(delimiter, at);
  const isClosing = (at: number) => record[at] === quote && isEnd(at + 1);
  for (let at = 0; at < record.length; ) {
    const character = record[at] ?? "";
    if (quote === undefined && record.startsWith(delimiter, at)) {
      values.push(value);
      value = "";
      at += delimiter.length;
      isAtStart = true;
      continue;
    }
    if (character === "\\" && at + 1 < record.length) {
      const isWhole = value === "" && (quote === undefined ? isEnd(at + 2) : isClosing(at + 2));
      value += record[at + 1] === "N" && isWhole ? "\\N" : record[at + 1];
      at += 2;
    } else {
      if (isClosing(at)) quote = undefined;
      else if (removesQuotes && isAtStart && (character === '"' || character === "'")) quote = character;
      else value += character;
      at++;
    }
    isAtStart = false;
  }
  return quote === undefined ? [...values, value] : undefined;
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
