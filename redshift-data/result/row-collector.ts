import type { ResultPage } from "../client/data-api";
import { invalidRequest } from "../errors/invalid-request";
import type { Collector, CollectorLimits, PagePosition } from "./collect-pages";
import type { Column } from "./columns";
import { jsonBytes, spend } from "./response-budget";
import { formatRow, type Row } from "./row-format";
import { readRow, valueBytes } from "./values";

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
  const emptyRowBytes = rowBytesWithoutValues(columns, format);
  let hasRoom = true;

  function take({ Records }: ResultPage, from: PagePosition): PagePosition | undefined {
    if (from.offset > Records.length) throw invalidRequest(["nextToken points behind the end of its page"]);
    for (let offset = from.offset; offset < Records.length; offset++) {
      if (rows.length === maxRows || (rows.length > 0 && isTimeOver())) return { ...from, offset };
      const values = readRow(Records[offset] ?? [], columns);
      let bytes = emptyRowBytes;
      for (const value of values) bytes += valueBytes(value);
      hasRoom = spend(budget, bytes);
      if (!hasRoom) return { ...from, offset };
      rows.push(formatRow(values, columns, format));
    }
    return undefined;
  }

  return {
    rows,
    rowCount: () => rows.length,
    take,
    isFull: () => rows.length === maxRows,
    hasRoom: () => hasRoom,
    resumeBefore: (next) => next,
  };
}

/** Bytes of a row in the answer, and of the comma behind it, without its values: what remains of those is a character each. */
function rowBytesWithoutValues(columns: readonly Column[], format: "objects" | "rows"): number {
  const zeros = columns.map(() => 0);
  return jsonBytes(formatRow(zeros, columns, format)) + 1 - zeros.length;
}
