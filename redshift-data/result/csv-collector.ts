import type { CsvPage } from "../client/data-api";
import { invalidRequest } from "../errors/invalid-request";
import type { Collector, CollectorLimits, PagePosition } from "./collect-pages";
import { jsonBytes } from "./response-budget";

export interface CsvCollector extends Collector<CsvPage> {
  /** The rows taken so far, each with its line break. */
  readonly rows: readonly string[];
}

const QUOTE = '"'.charCodeAt(0);
const LINE_FEED = "\n".charCodeAt(0);

/**
 * Collects rows of CSV pages, at most `maxRows` and as many as budget and time hold; of time at least one. AWS does not
 * say that a page ends with a row, so one that goes on in the next page is put together.
 */
export function createCsvCollector({ maxRows, budget, isTimeOver }: CollectorLimits): CsvCollector {
  const rows: string[] = [];
  let hasRoom = true;
  let isQuoted = false;
  let begun: { readonly text: string; readonly at: PagePosition } | undefined;

  function accept(row: string): boolean {
    if (rows.length === maxRows || (rows.length > 0 && isTimeOver())) return false;
    // Without the quotes around it: the rows become one text.
    const bytes = jsonBytes(row) - 2;
    hasRoom = bytes <= budget.bytesLeft;
    if (!hasRoom) return false;
    budget.bytesLeft -= bytes;
    rows.push(row);
    return true;
  }

  function take({ Records }: CsvPage, from: PagePosition, isLast: boolean): PagePosition | undefined {
    const text = Records.map(({ CSVRecords = "" }) => CSVRecords).join("");
    if (from.offset > text.length) throw invalidRequest(["nextToken points behind the end of its page"]);
    let rowStart = from.offset;
    for (let index = rowStart; index < text.length; index++) {
      const character = text.charCodeAt(index);
      // A quote inside a quoted value is doubled, so it ends and starts one.
      if (character === QUOTE) isQuoted = !isQuoted;
      if (character !== LINE_FEED || isQuoted) continue;
      const row = (begun?.text ?? "") + text.slice(rowStart, index + 1);
      if (!accept(row)) return begun?.at ?? { ...from, offset: rowStart };
      begun = undefined;
      rowStart = index + 1;
    }
    if (rowStart < text.length) {
      begun = {
        text: (begun?.text ?? "") + text.slice(rowStart),
        at: begun?.at ?? { ...from, offset: rowStart },
      };
    }
    if (begun === undefined) return undefined;
    // A row without end is not waited for.
    hasRoom = begun.text.length <= budget.bytesLeft;
    return !hasRoom || (isLast && !accept(begun.text)) ? begun.at : undefined;
  }

  return {
    rows,
    take,
    isFull: () => rows.length === maxRows,
    hasRoom: () => hasRoom,
    resumeBefore: (next) => begun?.at ?? next,
  };
}
