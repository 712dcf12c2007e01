import type { ResultPage } from "../../../redshift-data/client/data-api";
import { STATEMENT_ID } from "../../../testing/redshift-data/fake-data-api";
import { FINISHED, run } from "../../../testing/redshift-data/run-script";

const SIX_MEGABYTES = 6 * 1024 * 1024;

function fetchPage(page: ResultPage) {
  return run({ execute: [FINISHED], result: [page] }, { sql: "select", maxRows: 50 });
}

/** Many rows of one short text. */
const NARROW: ResultPage = {
  ColumnMetadata: [{ label: "n", typeName: "varchar" }],
  Records: Array(120_000).fill([{ stringValue: "x".repeat(60) }]),
  TotalNumRows: 120_000,
};

/** Columns whose names are long and escaped, and rows that repeat them. */
function longNames(columns: number, character: string, value: string): ResultPage {
  return {
    ColumnMetadata: Array.from({ length: columns }, (_, index) => ({
      label: `${character.repeat(120)}${index}`,
      typeName: "varchar",
    })),
    Records: Array(50).fill(Array(columns).fill({ stringValue: value })),
    TotalNumRows: 50,
  };
}

describe.each(['"', "\u0001", "é", "\ud800"])("names of %j", (character) => {
  test.each([10, 100, 1_600, 40_000])(
    "%i columns: an answer below Lambda's limit, or an error",
    async (columns) => {
      const { answer, error } = await fetchPage(longNames(columns, character, "x"));
      if (error !== undefined) expect(error.code).toBe("ROW_TOO_LARGE");
      else expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThanOrEqual(SIX_MEGABYTES);
      expect(error === undefined).toBe(columns <= 1_600);
    },
  );

  test("a batch of 40 such results is below Lambda's limit, each behind a token where there is no room", async () => {
    const parts = Array.from({ length: 40 }, (_, index) => ({
      Id: `${STATEMENT_ID}:${index + 1}`,
      Status: index % 4 === 3 ? ("FAILED" as const) : ("FINISHED" as const),
      HasResultSet: true,
      Error: character.repeat(3_000),
    }));
    const { answer } = await run(
      {
        executeBatch: [FINISHED],
        describe: [{ Status: "FAILED", ExecutionMode: "AUTO_COMMIT", SubStatements: parts }],
        result: [longNames(1_600, character, "x")],
      },
      { sqls: Array(40).fill("select"), mode: "autoCommit" },
    );
    const told = answer?.statements as { readonly status: string; readonly nextToken?: string }[];
    expect(told.map(({ status }) => status)).toEqual(parts.map(({ Status }) => Status));
    expect(told.filter(({ nextToken }) => nextToken !== undefined)).toHaveLength(30);
    const bytes = Buffer.byteLength(JSON.stringify(answer));
    expect(bytes).toBeLessThanOrEqual(SIX_MEGABYTES);
    expect(bytes).toBeGreaterThan(SIX_MEGABYTES / 2);
  });
});

test("columns that fit, with a row that does not beside them, are an error", async () => {
  const { error } = await fetchPage(longNames(12_000, "é", "x"));
  expect(error?.code).toBe("ROW_TOO_LARGE");
});

test("in a batch a first row that has no room any more is behind a token", async () => {
  const parts = Array.from({ length: 4 }, (_, index) => ({
    Id: `${STATEMENT_ID}:${index + 1}`,
    Status: "FINISHED" as const,
    HasResultSet: true,
  }));
  const { answer } = await run(
    {
      executeBatch: [FINISHED],
      describe: [{ Status: "FINISHED", SubStatements: parts }],
      result: [longNames(1_600, "\u0001", "x")],
    },
    { sqls: Array(4).fill("select"), maxRows: 1 },
  );
  expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThanOrEqual(SIX_MEGABYTES);
  const told = answer?.statements as { readonly rows: readonly unknown[] }[];
  expect(told.map(({ rows }) => rows.length)).toEqual([1, 1, 0, 0]);
});

test("rows leave room for the errors of the statements behind them", async () => {
  const parts = Array.from({ length: 40 }, (_, index) => ({
    Id: `${STATEMENT_ID}:${index + 1}`,
    Status: index === 0 ? ("FINISHED" as const) : ("FAILED" as const),
    HasResultSet: true,
    Error: "\u0001".repeat(3_000),
  }));
  const { answer } = await run(
    {
      executeBatch: [FINISHED],
      describe: [{ Status: "FAILED", ExecutionMode: "AUTO_COMMIT", SubStatements: parts }],
      result: [NARROW],
    },
    { sqls: Array(40).fill("select"), mode: "autoCommit", maxRows: 1_000_000 },
  );
  const bytes = Buffer.byteLength(JSON.stringify(answer));
  expect(bytes).toBeLessThanOrEqual(SIX_MEGABYTES);
  expect(bytes).toBeGreaterThan(SIX_MEGABYTES * 0.99);
});
