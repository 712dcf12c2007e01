import type { StatementDescription } from "../../../redshift-data/client/data-api";
import { awsError, numbersPage, STATEMENT_ID } from "../../../testing/redshift-data/fake-data-api";
import { FINISHED, run, STARTED } from "../../../testing/redshift-data/run-script";

const id = (index: number) => `${STATEMENT_ID}:${index}`;
const INSERT = { Id: id(1), Status: "FINISHED", HasResultSet: false, ResultRows: 2 } as const;
const SELECT = { Id: id(2), Status: "FINISHED", HasResultSet: true, ResultRows: 1 } as const;
const MISSING = { Id: id(2), Status: "FAILED", Error: 'ERROR: relation "t" does not exist' } as const;

function batch(ExecutionMode: "TRANSACTION" | "AUTO_COMMIT", ...SubStatements: object[]) {
  const failed = SubStatements.includes(MISSING);
  const Status = failed ? "FAILED" : "FINISHED";
  return { Status, ExecutionMode, SubStatements } as unknown as StatementDescription;
}

test("is one submit call, one description, and one call per result set", async () => {
  const { answer, calls } = await run(
    {
      executeBatch: [{ ...FINISHED, SessionId: undefined }],
      describe: [batch("TRANSACTION", INSERT, SELECT)],
      result: [numbersPage([7])],
    },
    { sqls: ["insert :a", "select"], parameters: { a: 1 } },
  );
  expect(calls).toEqual([
    [
      "executeBatch",
      {
        ClusterIdentifier: "warehouse",
        Database: "dev",
        DbUser: "analyst",
        Parameters: [{ name: "a", value: "1" }],
        ClientToken: "request-1",
        WaitTimeSeconds: 30,
        Sqls: ["insert :a", "select"],
        ExecutionMode: "TRANSACTION",
      },
    ],
    ["describe", { Id: STATEMENT_ID }],
    ["result", { Id: id(2) }],
  ]);
  expect(answer).toEqual({
    status: "FINISHED",
    statementId: STATEMENT_ID,
    statements: [
      { status: "FINISHED", statementId: id(1), columns: [], rows: [], rowCount: 2 },
      {
        status: "FINISHED",
        statementId: id(2),
        columns: [{ name: "n", type: "int4" }],
        rows: [{ n: 7 }],
        rowCount: 1,
      },
    ],
    durationMs: 0,
  });
});

test("that was waited for is not described again", async () => {
  const { names } = await run(
    {
      executeBatch: [STARTED],
      describe: [STARTED, batch("TRANSACTION", INSERT, SELECT)],
      result: [numbersPage([7])],
    },
    { sqls: ["insert", "select"] },
  );
  expect(names).toBe("executeBatch describe describe result");
});

test("a failed transaction is an error that names the statement that failed", async () => {
  const { error } = await run(
    { executeBatch: [STARTED], describe: [batch("TRANSACTION", INSERT, MISSING)] },
    { sqls: ["insert", "select"] },
  );
  expect(error).toMatchObject({ code: "TABLE_NOT_FOUND", hop: "sql", statementId: id(2) });
});

test("a failed transaction without a failed part is told in the words of the batch", async () => {
  const Status = "FAILED" as const;
  const { error } = await run(
    { executeBatch: [STARTED], describe: [{ Status, Error: "ERROR: subquery must return only one column" }] },
    { sqls: ["select"] },
  );
  expect(error).toMatchObject({ code: "SQL_FAILED", statementId: STATEMENT_ID });
});

test("with autoCommit one failed statement leaves the others their results", async () => {
  const third = { ...SELECT, Id: id(3) };
  const { answer, calls } = await run(
    {
      executeBatch: [STARTED],
      describe: [batch("AUTO_COMMIT", INSERT, MISSING, third)],
      result: [numbersPage([7])],
    },
    { sqls: ["insert", "select", "select"], mode: "autoCommit" },
  );
  expect(calls[0]?.[1]).toMatchObject({ ExecutionMode: "AUTO_COMMIT" });
  expect(answer).toMatchObject({
    status: "FAILED",
    statements: [
      { statementId: id(1), status: "FINISHED", rowCount: 2 },
      { statementId: id(2), status: "FAILED", error: { code: "TABLE_NOT_FOUND", statementId: id(2) } },
      { statementId: id(3), status: "FINISHED", rows: [{ n: 7 }] },
    ],
  });
});

test("a cancelled batch is an error in either mode", async () => {
  const { error } = await run(
    {
      executeBatch: [STARTED],
      describe: [{ Status: "ABORTED", ExecutionMode: "AUTO_COMMIT", SubStatements: [INSERT] }],
    },
    { sqls: ["insert", "select"], mode: "autoCommit" },
  );
  expect(error).toMatchObject({ code: "STATEMENT_ABORTED", statementId: STATEMENT_ID });
});

test("every repetition of the submit carries the same client token", async () => {
  const { calls } = await run(
    {
      executeBatch: [awsError("InternalServerException", "oops", 500), FINISHED],
      describe: [batch("TRANSACTION", INSERT)],
    },
    { sqls: ["insert"], clientToken: "mine" },
  );
  expect(calls.slice(0, 2).map(([, request]) => "ClientToken" in request && request.ClientToken)).toEqual([
    "mine",
    "mine",
  ]);
});

test("results share Lambda's 6 MB; what has no room is behind its own token", async () => {
  const wide = {
    ColumnMetadata: [{ label: "t", typeName: "varchar" }],
    Records: Array(100).fill([{ stringValue: "x".repeat(60_000) }]),
    TotalNumRows: 100,
  };
  const parts = [1, 2, 3].map((index) => ({ ...SELECT, Id: id(index), ResultRows: 100 }));
  const { answer, calls } = await run(
    { executeBatch: [FINISHED], describe: [batch("TRANSACTION", ...parts)], result: [wide] },
    { sqls: ["select", "select", "select"], maxRows: 60 },
  );
  expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThanOrEqual(6 * 1024 * 1024);
  const told = answer?.statements as { rows: unknown[]; rowCount: number; nextToken?: string }[];
  expect(
    told.map(({ rows, rowCount, nextToken }) => [rows.length, rowCount, nextToken !== undefined]),
  ).toEqual([
    [60, 100, true],
    [44, 100, true],
    [0, 100, true],
  ]);
  expect(calls.filter(([name]) => name === "result")).toHaveLength(2);
  const rest = await run(
    { result: [numbersPage([1])] },
    { action: "result", statementId: id(3), nextToken: told[2]?.nextToken },
  );
  expect(rest.calls).toEqual([["result", { Id: id(3) }]]);
});

test("results that there is no time for are behind their tokens", async () => {
  const { answer, atMilliseconds } = await run(
    {
      executeBatch: [FINISHED],
      describe: [batch("TRANSACTION", { ...SELECT, Id: id(1) }, SELECT)],
      result: [numbersPage([7]), () => new Promise<never>(() => {})],
    },
    { sqls: ["select", "select"] },
    10_000,
  );
  expect(answer?.statements).toMatchObject([
    { rows: [{ n: 7 }] },
    { rows: [], rowCount: 1, nextToken: expect.any(String) },
  ]);
  expect(atMilliseconds).toBe(7_500);
});

test("the result of a batch is asked for under its id, from any container", async () => {
  const { answer, names } = await run(
    { describe: [batch("TRANSACTION", INSERT, SELECT)], result: [numbersPage([7])] },
    { action: "result", statementId: STATEMENT_ID },
  );
  expect(names).toBe("describe result");
  expect(answer?.statements).toHaveLength(2);
});
