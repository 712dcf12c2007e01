import type { Cell } from "../../../redshift-data/client/data-api";
import { createCsvCollector } from "../../../redshift-data/result/csv-collector";
import { jsonBytes } from "../../../redshift-data/result/response-budget";
import { createRowCollector } from "../../../redshift-data/result/row-collector";
import { readValue } from "../../../redshift-data/result/values";

/** Texts that JSON writes longer than they are, one way or another. */
const TEXTS = [
  "",
  "plain ~!#[]",
  '"',
  "\\",
  "\t\u0001\u007f",
  "é",
  "語",
  "😀",
  "\ud800",
  "line\r\nbreak",
  "x".repeat(300),
];

/** Values whose JSON has another length than their text, one way or another. */
const CELLS: readonly Cell[] = [
  ...TEXTS.map((stringValue) => ({ stringValue })),
  ...[0, -0, 7, -42, 2 ** 53, "9007199254740993"].map((longValue) => ({ longValue })),
  ...[0.1, -1.5e-7, 1e21, 1e300, "NaN"].map((doubleValue) => ({ doubleValue })),
  { booleanValue: true },
  { booleanValue: false },
  { isNull: true },
  { blobValue: Buffer.from("é") },
  { stringValue: '{"a":[1,"é",null,12345678901234567890]}' },
];

const COLUMNS = ["plain", 'quo"ted', "é", "1", "__proto__"].map((name, index) => ({
  name,
  type: index === 1 ? "SUPER" : "varchar",
}));

/** Many rows, so that every cell stands in every column. */
const RECORDS = Array.from({ length: 40 * CELLS.length }, (_, row) =>
  COLUMNS.map((_column, column) => CELLS[(row + column * 3) % CELLS.length] as Cell),
);

const NO_LIMIT = { maxRows: Number.POSITIVE_INFINITY, isTimeOver: () => false };

/** Rows of these sizes that fit, one counted after the other. */
function fitting(bytes: readonly number[], room: number): number {
  let left = room;
  const end = bytes.findIndex((size) => {
    left -= size;
    return left < 0;
  });
  return end === -1 ? bytes.length : end;
}

/** The room for so many rows, with a byte too few and a byte too many. */
function roomsAround(bytes: readonly number[], rows: number): number[] {
  const exact = bytes.slice(0, rows).reduce((sum, size) => sum + size, 0);
  return [exact - 1, exact, exact + 1];
}

describe.each(["rows", "objects"] as const)("JSON as %s", (format) => {
  const bytes = RECORDS.map((record) => {
    const values = COLUMNS.map((column, index) => readValue(record[index] ?? { isNull: true }, column));
    const row =
      format === "rows" ? values : Object.fromEntries(COLUMNS.map(({ name }, at) => [name, values[at]]));
    return jsonBytes(row) + 1;
  });

  it.each([1, 2, 249, 250, 251, 500, 777, RECORDS.length])("ends at the byte where row %i does", (rows) => {
    for (const room of roomsAround(bytes, rows)) {
      const budget = { bytesLeft: room };
      const collector = createRowCollector(COLUMNS, format, { ...NO_LIMIT, budget });
      const end = collector.take({ Records: RECORDS }, { offset: 0 }, true);
      const taken = fitting(bytes, room);
      expect(end).toEqual(taken === RECORDS.length ? undefined : { offset: taken });
      expect(collector.rowCount()).toBe(taken);
      expect(collector.hasRoom()).toBe(end === undefined);
      // What was spent is what the rows are in the answer: one more comma, in the place of two brackets.
      expect(room - budget.bytesLeft).toBe(taken === 0 ? 0 : jsonBytes(collector.rows) - 1);
    }
  });
});

describe("CSV", () => {
  const lines = Array.from({ length: 30 * TEXTS.length }, (_, row) => {
    const text = (TEXTS[row % TEXTS.length] ?? "").replaceAll('"', '""');
    return `${row},"${text}",${row % 2 === 0 ? "plain" : '""'}\r\n`;
  });
  const bytes = lines.map((line) => jsonBytes(line) - 2);
  const whole = lines.join("");
  const lengthOf = (rows: number) => lines.slice(0, rows).join("").length;

  it.each([1, 2, 249, 250, 251, 300, lines.length])("ends at the byte where row %i does", (rows) => {
    for (const room of roomsAround(bytes, rows)) {
      const budget = { bytesLeft: room };
      const collector = createCsvCollector({ ...NO_LIMIT, budget });
      const end = collector.take({ Records: [{ CSVRecords: whole }] }, { offset: 0 }, true);
      const taken = fitting(bytes, room);
      expect(end).toEqual(taken === lines.length ? undefined : { offset: lengthOf(taken) });
      expect(collector.text()).toBe(lines.slice(0, taken).join(""));
      expect(collector.rowCount()).toBe(taken);
      expect(room - budget.bytesLeft).toBe(jsonBytes(collector.text()) - 2);
    }
  });

  it.each([1, 249, 250, 251, 260])("ends at row %i when no more are asked for", (maxRows) => {
    const collector = createCsvCollector({ ...NO_LIMIT, maxRows, budget: { bytesLeft: 10 ** 9 } });
    const end = collector.take({ Records: [{ CSVRecords: whole }] }, { offset: 0 }, true);
    expect([end, collector.rowCount()]).toEqual([{ offset: lengthOf(maxRows) }, maxRows]);
  });

  it("takes one row, and no more, when the time is over before the first", () => {
    const budget = { bytesLeft: 10 ** 9 };
    const collector = createCsvCollector({ ...NO_LIMIT, budget, isTimeOver: () => true });
    expect(collector.take({ Records: [{ CSVRecords: whole }] }, { offset: 0 }, true)).toEqual({
      offset: lengthOf(1),
    });
    expect(collector.rowCount()).toBe(1);
  });
});
