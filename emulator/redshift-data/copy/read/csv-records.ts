import type { RecordSink } from "./record-sink";

/** How a CSV file is read. */
export interface CsvOptions {
  readonly delimiter: string;
  readonly quote: string;
  readonly headerLines: number;
  readonly ignoresBlankLines: boolean;
}

/** Text between two offsets, without the carriage return at its end. */
function lineEnd(text: string, start: number, newline: number): number {
  return newline > start && text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
}

/** The offset behind so many lines. */
export function afterLines(text: string, count: number): number {
  let start = 0;
  for (let line = 0; line < count && start < text.length; line++) {
    const newline = text.indexOf("\n", start);
    start = newline === -1 ? text.length : newline + 1;
  }
  return start;
}

/**
 * Reads records of CSV: a field in quotes may hold delimiters, line ends and doubled quotes. Lines without quotes, which most are,
 * are split at once.
 */
export function readCsv(text: string, options: CsvOptions, sink: RecordSink): void {
  const { delimiter, quote, headerLines, ignoresBlankLines } = options;
  let line = headerLines + 1;
  let nextQuote = text.indexOf(quote);
  for (let start = afterLines(text, headerLines); start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    if (nextQuote !== -1 && nextQuote < start) nextQuote = text.indexOf(quote, start);
    const from = start;
    if (nextQuote === -1 || nextQuote >= end) {
      const stop = lineEnd(text, start, end);
      if (stop > start || !ignoresBlankLines) {
        const values = text.slice(start, stop).split(delimiter);
        sink.row(values, { line, raw: () => text.slice(from, stop) });
      }
      start = end + 1;
      line++;
      continue;
    }
    const record = quotedRecord(text, start, delimiter, quote);
    const stop = lineEnd(text, from, Math.min(record.end, text.length));
    const place = { line, raw: () => text.slice(from, stop) };
    if (record.problem === undefined) sink.row(record.values, place);
    else sink.refused({ code: 1214, reason: record.problem }, place);
    for (let at = text.indexOf("\n", from); at !== -1 && at < record.end; at = text.indexOf("\n", at + 1))
      line++;
    line++;
    start = record.end + 1;
  }
}

interface QuotedRecord {
  readonly values: readonly string[];
  /** Offset of its line end, or of the end of the text. */
  readonly end: number;
  readonly problem?: string;
}

/** "White space between the delimiters and the quotation mark characters is ignored", but for a delimiter that is some. */
function afterBlanks(text: string, start: number, delimiter: string): number {
  let at = start;
  while ((text[at] === " " || text[at] === "\t") && text[at] !== delimiter) at++;
  return at;
}

function quotedRecord(text: string, start: number, delimiter: string, quote: string): QuotedRecord {
  const values: string[] = [];
  let at = start;
  for (;;) {
    let value = "";
    const opening = afterBlanks(text, at, delimiter);
    if (text[opening] === quote) {
      at = opening + 1;
      for (;;) {
        const close = text.indexOf(quote, at);
        if (close === -1) {
          return { values, end: text.length, problem: "Invalid quote formatting for CSV" };
        }
        value += text.slice(at, close);
        at = close + 1;
        if (text[at] !== quote) break;
        value += quote;
        at++;
      }
      at = afterBlanks(text, at, delimiter);
      if (text[at] === "\r" && text[at + 1] === "\n") at++;
      if (at < text.length && text[at] !== delimiter && text[at] !== "\n") {
        const newline = text.indexOf("\n", at);
        const end = newline === -1 ? text.length : newline;
        return { values, end, problem: "Invalid quote formatting for CSV" };
      }
    } else {
      let stop = at;
      while (stop < text.length && text[stop] !== delimiter && text[stop] !== "\n") stop++;
      const isLast = text[stop] !== delimiter;
      value = text.slice(at, isLast ? lineEnd(text, at, stop) : stop);
      at = stop;
    }
    values.push(value);
    if (text[at] !== delimiter) return { values, end: at };
    at++;
  }
}
