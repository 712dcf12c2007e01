import type { ResultPage } from "../../../redshift-data/client/data-api";
import { decodeNextToken } from "../../../redshift-data/result/next-token";
import { numbersPage, STATEMENT_ID } from "../../../testing/redshift-data/fake-data-api";
import { FINISHED, run, type SomeAnswer } from "../../../testing/redshift-data/run-script";

const SIX_MEGABYTES = 6 * 1024 * 1024;

async function fetchPages(pages: readonly ResultPage[], event: object = {}) {
  const { answer, error, calls } = await run(
    { execute: [FINISHED], result: pages },
    { sql: "select", ...event },
  );
  return { answer: answer as SomeAnswer, error, requests: calls.slice(1).map(([, request]) => request) };
}

function endOf({ nextToken }: SomeAnswer): unknown {
  if (nextToken === undefined) return "end";
  const { pageToken, offset, statementId } = decodeNextToken(nextToken) ?? {};
  expect(statementId).toBe(STATEMENT_ID);
  return { ...(pageToken !== undefined && { pageToken }), row: offset };
}

test("follows the pages to the end", async () => {
  const { answer, requests } = await fetchPages(
    [numbersPage([1, 2], { NextToken: "p2", TotalNumRows: 3 }), { Records: [[{ longValue: 3 }]] }],
    { format: "rows" },
  );
  expect(requests).toEqual([{ Id: STATEMENT_ID }, { Id: STATEMENT_ID, NextToken: "p2" }]);
  expect(answer).toMatchObject({ rows: [[1], [2], [3]], rowCount: 3 });
  expect(endOf(answer)).toBe("end");
});

test.each<[number, number[], unknown, number]>([
  [1, [1], { row: 1 }, 1],
  [2, [1, 2], { pageToken: "p2", row: 0 }, 1],
  [3, [1, 2, 3], { pageToken: "p2", row: 1 }, 2],
  [4, [1, 2, 3, 4], "end", 2],
  [5, [1, 2, 3, 4], "end", 2],
])("maxRows %i answers %j, the rest from %j on", async (maxRows, rows, end, pagesFetched) => {
  const pages = [numbersPage([1, 2], { NextToken: "p2", TotalNumRows: 4 }), numbersPage([3, 4])];
  const { answer, requests } = await fetchPages(pages, { maxRows });
  expect(answer.rows).toEqual(rows.map((n) => ({ n })));
  expect(answer.rowCount).toBe(4);
  expect(endOf(answer)).toEqual(end);
  expect(requests).toHaveLength(pagesFetched);
});

/** Rows that need more than one answer: few wide ones, many narrow ones, and columns that need much of it themselves. */
const OVERSIZE: Readonly<Record<string, ResultPage>> = {
  wide: pageOf(["text"], Array(300).fill([{ stringValue: 'é"'.repeat(10_000) }])),
  narrow: pageOf(["n"], Array(120_000).fill([{ stringValue: "x".repeat(60) }])),
  "many columns": pageOf(
    Array.from({ length: 1_000 }, (_, index) => `${index}${"c".repeat(1_000)}`),
    Array(90).fill(Array(1_000).fill({ stringValue: "x".repeat(100) })),
  ),
};

function pageOf(names: readonly string[], records: ResultPage["Records"]): ResultPage {
  return {
    ColumnMetadata: names.map((label) => ({ label, typeName: "varchar" })),
    Records: records,
    TotalNumRows: records.length,
  };
}

describe.each(Object.keys(OVERSIZE))("%s rows", (kind) => {
  test.each(["objects", "rows"])("in format %s end at a whole row below Lambda's limit", async (format) => {
    const page = OVERSIZE[kind] as ResultPage;
    const { answer } = await fetchPages([page], { format, maxRows: 1_000_000 });
    const bytes = Buffer.byteLength(JSON.stringify(answer));
    expect(bytes).toBeLessThanOrEqual(SIX_MEGABYTES);
    expect(bytes).toBeGreaterThan(SIX_MEGABYTES / 2);
    const rows = (answer.rows ?? []).length;
    expect(rows).toBeLessThan(page.Records.length);
    expect(endOf(answer)).toEqual({ row: rows });
  });
});

test("columns carry alias, type, digits and nullability", async () => {
  const page: ResultPage = {
    ColumnMetadata: [
      { name: "amount", label: "total", typeName: "numeric", precision: 12, scale: 2, nullable: 0 },
      { name: "?column?", label: "", typeName: "int4", nullable: 2 },
    ],
    Records: [],
  };
  expect((await fetchPages([page])).answer.columns).toEqual([
    { name: "total", type: "numeric", precision: 12, scale: 2, nullable: false },
    { name: "?column?", type: "int4" },
  ]);
});

const TWICE: ResultPage = {
  ColumnMetadata: [
    { label: "id", typeName: "int4" },
    { label: "id", typeName: "int4" },
  ],
  Records: [[{ longValue: 1 }, { longValue: 2 }]],
};

test("fails for two columns of one name in objects", async () => {
  const { error } = await fetchPages([TWICE]);
  expect(error).toEqual({
    code: "DUPLICATE_COLUMNS",
    hop: "sql",
    message: 'column "id" is more than once in the result, expected different names in format "objects"',
    statementId: STATEMENT_ID,
    advice:
      'give each column its own alias with AS, or ask for format "rows" or "csv"; the statement itself has run',
  });
});

function twiceNamed(label: string): ResultPage {
  const column = { label, typeName: "int4" };
  return { ColumnMetadata: [column, column], Records: [] };
}

test("rows may have two columns of one name", async () => {
  expect((await fetchPages([TWICE], { format: "rows" })).answer.rows).toEqual([[1, 2]]);
});

test("a column named __proto__ is a column", async () => {
  const page = numbersPage([1], { ColumnMetadata: [{ label: "__proto__", typeName: "int4" }] });
  expect(JSON.stringify((await fetchPages([page])).answer.rows)).toBe('[{"__proto__":1}]');
});

test("a result of many answers is read with one page in memory at a time, every row once, in order", async () => {
  const rowsPerPage = 1_000;
  const pages = 30;
  const text = "x".repeat(1_000);
  let fetched = 0;
  const page = async ({ NextToken = "0" }: { readonly NextToken?: string }): Promise<ResultPage> => {
    fetched++;
    const index = Number(NextToken);
    return {
      ColumnMetadata: [
        { label: "id", typeName: "int4" },
        { label: "t", typeName: "varchar" },
      ],
      Records: Array.from({ length: rowsPerPage }, (_, row) => [
        { longValue: index * rowsPerPage + row },
        { stringValue: text },
      ]),
      TotalNumRows: pages * rowsPerPage,
      ...(index + 1 < pages && { NextToken: String(index + 1) }),
    };
  };
  const event = { format: "rows", maxRows: 1_000_000 };
  let { answer } = await run({ execute: [FINISHED], result: [page] }, { sql: "select", ...event });
  const ids: unknown[] = [];
  for (let answers = 1; ; answers++) {
    ids.push(...(answer?.rows ?? []).map((row) => (row as unknown[])[0]));
    const nextToken = answer?.nextToken;
    if (nextToken === undefined) {
      expect(answers).toBe(5);
      break;
    }
    ({ answer } = await run(
      { result: [page] },
      { action: "result", statementId: STATEMENT_ID, nextToken, ...event },
    ));
  }
  expect(ids).toEqual(Array.from({ length: pages * rowsPerPage }, (_, id) => id));
  // A page in which an answer ends is fetched once more by the next one.
  expect(fetched).toBe(pages + 4);
});

test("100,000 columns are compared by looking each up, not by a search for each", async () => {
  const columns = Array.from({ length: 100_000 }, (_, index) => ({
    label: `column ${index % 50_000}`,
    typeName: "int4",
  }));
  const searches = jest.spyOn(Array.prototype, "indexOf");
  const { error } = await fetchPages([{ ColumnMetadata: columns, Records: [] }]);
  const searched = searches.mock.calls.length;
  searches.mockRestore();
  expect(searched).toBeLessThan(1_000);
  expect(error?.code).toBe("DUPLICATE_COLUMNS");
  expect(error?.message).toBe(
    `column ${Array.from({ length: 10 }, (_, index) => `"column ${index}"`).join(", ")} and 49990 others is more than once in the result, expected different names in format "objects"`,
  );
});

test("a name of a column that may be a parameter's value is not told", async () => {
  const { error } = await fetchPages([twiceNamed("hunter2")], {
    sql: "select * from t pivot (sum(n) for pin in (:pin))",
    parameters: { pin: "hunter2" },
  });
  expect(error?.message).toBe(
    'column "(not shown)" is more than once in the result, expected different names in format "objects"',
  );
});

test("pages without rows end the answer at a token, and pages in a circle are an error", async () => {
  let pages = 0;
  const empty = async (): Promise<ResultPage> => numbersPage([], { NextToken: `p${++pages}` });
  const endless = await run({ execute: [FINISHED], result: [empty] });
  expect(pages).toBe(1_000);
  expect(endOf(endless.answer as SomeAnswer)).toEqual({ pageToken: "p1000", row: 0 });
  const { error } = await fetchPages([
    numbersPage([1], { NextToken: "a" }),
    numbersPage([2], { NextToken: "b" }),
    numbersPage([3], { NextToken: "a" }),
  ]);
  expect(error).toMatchObject({
    code: "UNKNOWN",
    hop: "result",
    message: "AWS's answer is not one of the Data API: its next page is one that was answered before",
  });
});

test("a page that takes longer to read than there is time ends the answer at a row", async () => {
  // Each look at the clock takes a second, as reading a row may in a small function.
  const { answer } = await run(
    { execute: [FINISHED], result: [numbersPage(Array.from({ length: 10_000 }, (_, index) => index))] },
    { sql: "select", format: "rows" },
    60_000,
    (clock) => {
      let looks = 0;
      return { clock: { ...clock, nowMilliseconds: () => clock.nowMilliseconds() + looks++ * 1_000 } };
    },
  );
  const rows = answer?.rows?.length ?? 0;
  expect(rows).toBeGreaterThan(0);
  expect(rows).toBeLessThan(60);
  expect(endOf(answer as SomeAnswer)).toEqual({ row: rows });
});
