import type { ResultPage } from "../client/data-api";
import { invalidRequest } from "../errors/invalid-request";
import type { Collector, CollectorLimits, PagePosition } from "./collect-pages";
import type { Column } from "./columns";
import { jsonBytes } from "./response-budget";
import { formatRow, type Row } from "./row-format";
import { readValue } from "./values";

export interface RowCollector extends Collector<ResultPage> {
  readonly rows: readonly Row[];
}

/** Collects rows of JSON pages, at most `maxRows` and as many as budget and time hold; of time at least one. */
export function createRowCollector(
  columns: readonly Column[],
  format: "objects" | "rows",
  { maxRows, budget, isTimeOver }: CollectorLimits,
): RowCollector {
  const rows: Row[] = [];
  let hasRoom = true;

  function take({ Records }: ResultPage, from: PagePosition): PagePosition | undefined {
    if (from.offset > Records.length) throw invalidRequest(["nextToken points behind the end of its page"]);
    for (let offset = from.offset; offset < Records.length; offset++) {
      if (rows.length === maxRows || (rows.length > 0 && isTimeOver())) return { ...from, offset };
      const record = Records[offset] ?? [];
      const values = columns.map((column, index) => readValue(record[index] ?? { isNull: true }, column));
      const row = formatRow(values, columns, format);
      // One more for the comma.
      const bytes = jsonBytes(row) + 1;
      hasRoom = bytes <= budget.bytesLeft;
      if (!hasRoom) return { ...from, offset };
      budget.bytesLeft -= bytes;
      rows.push(row);
    }
    return undefined;
  }

  return {
    rows,
    take,
    isFull: () => rows.length === maxRows,
    hasRoom: () => hasRoom,
    resumeBefore: (next) => next,
  };
}
