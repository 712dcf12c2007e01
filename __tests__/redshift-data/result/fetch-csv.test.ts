import type { CsvPage } from "../../../redshift-data/client/data-api";
import { decodeNextToken } from "../../../redshift-data/result/next-token";
import { csvPage } from "../../../testing/redshift-data/fake-csv";
import { STATEMENT_ID } from "../../../testing/redshift-data/fake-data-api";
import { FINISHED, run } from "../../../testing/redshift-data/run-script";

const SIX_MEGABYTES = 6 * 1024 * 1024;

test("the statement is submitted for CSV and its result fetched with V2, under one header line", async () => {
  const { answer, calls } = await run(
    { execute: [FINISHED], resultCsv: [csvPage(["1,a\r\n2,", "b\r\n"], { TotalNumRows: 2 })] },
    { sql: "select", format: "csv" },
  );
  expect(calls.map(([name]) => name)).toEqual(["execute", "resultCsv"]);
  expect(calls[0]?.[1]).toMatchObject({ ResultFormat: "CSV" });
  expect(answer).toEqual({
    status: "FINISHED",
    statementId: STATEMENT_ID,
    columns: [
      { name: "id", type: "int4" },
      { name: "t", type: "varchar" },
    ],
    csv: "id,t\r\n1,a\r\n2,b\r\n",
    rowCount: 2,
    durationMs: 0,
  });
});

test("a statement without a result set has empty text", async () => {
  const { answer } = await run(
    { execute: [{ ...FINISHED, HasResultSet: false }] },
    { sql: "delete", format: "csv" },
  );
  expect(answer).toMatchObject({ columns: [], csv: "" });
  expect(answer).not.toHaveProperty("rows");
});

/** Every answer of a result, its pages found by their token as AWS would. */
async function readAll(
  pages: readonly CsvPage[],
  maxRows: number,
): Promise<{ text: string; answers: number }> {
  const byToken = async ({ NextToken }: { readonly NextToken?: string }) => {
    const index = NextToken === undefined ? 0 : Number(NextToken);
    const isLast = index === pages.length - 1;
    return { ...pages[index], Records: pages[index]?.Records ?? [], NextToken: isLast ? "" : `${index + 1}` };
  };
  let { answer } = await run(
    { execute: [FINISHED], resultCsv: [byToken] },
    { sql: "select", format: "csv", maxRows },
  );
  let text = answer?.csv ?? "";
  for (let answers = 1; ; answers++) {
    const nextToken = answer?.nextToken;
    if (nextToken === undefined) return { text, answers };
    ({ answer } = await run(
      { resultCsv: [byToken] },
      { action: "result", statementId: STATEMENT_ID, nextToken, maxRows },
    ));
    expect(answer?.csv?.startsWith("id,t")).toBe(false);
    text += answer?.csv ?? "";
  }
}

const ROWS = ["1,a\r\n", '2,"two\r\nlines"\r\n', '3,"say ""hi"", ok"\r\n', "4,\r\n", '5,""\r\n', "6,é\r\n"];

test.each([1, 2, 3, 5, 6, 7])(
  "the answers of %i rows make one file, however AWS cuts its pages",
  async (maxRows) => {
    const whole = ROWS.join("");
    for (const cut of [1, 2, 3, 7, 16, whole.length]) {
      const pages: CsvPage[] = [];
      for (let at = 0; at < whole.length; at += cut) {
        const text = whole.slice(at, at + cut);
        pages.push(csvPage([text.slice(0, 2), text.slice(2)], { TotalNumRows: 6 }));
      }
      const { text, answers } = await readAll(pages, maxRows);
      expect(text).toBe(`id,t\r\n${whole}`);
      expect(answers).toBe(Math.max(1, Math.ceil(6 / maxRows)));
    }
  },
);

test("a last row without line break is a row", async () => {
  expect(await readAll([csvPage(["1,a\r\n2,b"])], 1)).toEqual({ text: "id,t\r\n1,a\r\n2,b", answers: 2 });
});

test("ends at a whole row below Lambda's limit", async () => {
  const row = `1,"${'""é'.repeat(20_000)}"\r\n`;
  const { answer } = await run(
    { execute: [FINISHED], resultCsv: [csvPage(Array(200).fill(row))] },
    { sql: "select", format: "csv" },
  );
  const bytes = Buffer.byteLength(JSON.stringify(answer));
  expect(bytes).toBeLessThanOrEqual(SIX_MEGABYTES);
  expect(bytes).toBeGreaterThan(SIX_MEGABYTES / 2);
  const text = (answer?.csv ?? "").slice("id,t\r\n".length);
  expect(text.length % row.length).toBe(0);
  expect(decodeNextToken(answer?.nextToken)).toEqual({
    statementId: STATEMENT_ID,
    format: "csv",
    offset: text.length,
  });
});

test("columns are asked for where a later page does not carry them", async () => {
  const first = await run(
    { execute: [FINISHED], resultCsv: [csvPage(["1,a\r\n"], { NextToken: "p2" })] },
    { sql: "select", format: "csv", maxRows: 1 },
  );
  const { answer, calls } = await run(
    { resultCsv: [{ Records: [{ CSVRecords: "2,b\r\n" }] }, csvPage(["1,a\r\n"])] },
    { action: "result", statementId: STATEMENT_ID, nextToken: first.answer?.nextToken },
  );
  expect(calls.map(([, request]) => request)).toEqual([
    { Id: STATEMENT_ID, NextToken: "p2" },
    { Id: STATEMENT_ID },
  ]);
  expect(answer).toMatchObject({ columns: [{ name: "id" }, { name: "t" }], csv: "2,b\r\n" });
});

test("a row without end is an error, and is not waited for", async () => {
  let pages = 0;
  const text = `1,"${"x".repeat(1_000_000)}`;
  const endless = async () => csvPage([text], { NextToken: `p${++pages}` });
  const { error } = await run(
    { execute: [FINISHED], resultCsv: [endless] },
    { sql: "select", format: "csv" },
  );
  expect(error?.code).toBe("ROW_TOO_LARGE");
  expect(pages).toBe(7);
});
