import type { CsvPage } from "../client/data-api";
import { invalidRequest } from "../errors/invalid-request";
import type { Collector, CollectorLimits, PagePosition } from "./collect-pages";
import { csvRowEnds } from "./csv-row-ends";
import { jsonBytes, spend } from "./response-budget";

export interface CsvCollector extends Collector<CsvPage> {
  /** The rows taken so far, each with its line break. */
  text(): string;
}

/** Rows counted at once: counting row by row costs more, and between two portions the time is looked at. */
const PORTION_ROWS = 250;

/**
 * Collects rows of CSV pages, at most `maxRows` and as many as budget and time hold; of time at least one. AWS does not
 * say that a page ends with a row, so one that goes on in the next page is put together.
 */
export function createCsvCollector({ maxRows, budget, isTimeOver }: CollectorLimits): CsvCollector {
  const parts: string[] = [];
  let rowCount = 0;
  let hasRoom = true;
  /** The start of a row that goes on in the next page. */
  let begun: { readonly text: string; readonly at: PagePosition } | undefined;

  /** Takes so many rows if there is room for all of them. */
  function accept(rows: string, count: number): boolean {
    // Without the quotes around it: the rows become one text.
    hasRoom = spend(budget, jsonBytes(rows) - 2);
    if (!hasRoom) return false;
    parts.push(rows);
    rowCount += count;
    return true;
  }

  const isFull = () => rowCount === maxRows;

  function take({ Records }: CsvPage, from: PagePosition, isLast: boolean): PagePosition | undefined {
    const page = Records.map(({ CSVRecords = "" }) => CSVRecords).join("");
    if (from.offset > page.length) throw invalidRequest(["nextToken points behind the end of its page"]);
    const before = begun;
    const begunLength = before?.text.length ?? 0;
    const text = (before?.text ?? "") + page;
    const placeOf = (at: number): PagePosition =>
      before !== undefined && at === 0 ? before.at : { ...from, offset: at - begunLength };
    let start = from.offset;
    const nextEnds = csvRowEnds(text, start);
    for (;;) {
      const isOver = isTimeOver();
      const ends = nextEnds(isOver || isFull() ? 1 : Math.min(PORTION_ROWS, maxRows - rowCount));
      const last = ends.at(-1);
      if (last === undefined) break;
      if (isFull() || (isOver && rowCount > 0)) return placeOf(start);
      if (accept(text.slice(start, last), ends.length)) {
        start = last;
        continue;
      }
      for (const end of ends) {
        if (!accept(text.slice(start, end), 1)) return placeOf(start);
        start = end;
      }
    }
    begun = start < text.length ? { text: text.slice(start), at: placeOf(start) } : undefined;
    if (begun === undefined) return undefined;
    // A row without end is not waited for.
    hasRoom = begun.text.length <= budget.bytesLeft;
    if (hasRoom && !isLast) return undefined;
    const isTaken = hasRoom && !isFull() && !(rowCount > 0 && isTimeOver()) && accept(begun.text, 1);
    return isTaken ? undefined : begun.at;
  }

  return {
    text: () => parts.join(""),
    rowCount: () => rowCount,
    take,
    isFull,
    hasRoom: () => hasRoom,
    resumeBefore: (next) => begun?.at ?? next,
  };
}
