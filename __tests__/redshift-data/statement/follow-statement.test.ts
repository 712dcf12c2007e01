import { encodeNextToken } from "../../../redshift-data/result/next-token";
import { awsError, numbersPage, STATEMENT_ID } from "../../../testing/redshift-data/fake-data-api";
import { FINISHED, run, STARTED } from "../../../testing/redshift-data/run-script";

const never = () => new Promise<never>(() => {});
const OTHER_ID = "11111111-2222-3333-4444-555555555555";

describe("submit", () => {
  test("starts the statement, does not wait, and tells its id", async () => {
    const { answer, calls } = await run(
      { execute: [{ Id: STATEMENT_ID, Status: "SUBMITTED" }] },
      { action: "submit", sql: "select 1", clientToken: "mine" },
    );
    expect(answer).toEqual({ status: "SUBMITTED", statementId: STATEMENT_ID });
    expect(calls).toEqual([
      [
        "execute",
        {
          ClusterIdentifier: "warehouse",
          Database: "dev",
          DbUser: "analyst",
          Sql: "select 1",
          ClientToken: "mine",
        },
      ],
    ]);
  });

  test("says so when AWS does not answer in time", async () => {
    const { error } = await run({ execute: [never] }, { action: "submit", sql: "x" }, 10_000);
    expect(error).toMatchObject({ code: "DEADLINE", hop: "deadline" });
    expect(error?.message).toContain("so the statement may be running");
  });
});

describe("status", () => {
  const status = (description: object) =>
    run({ describe: [description] }, { action: "status", statementId: STATEMENT_ID });

  test("is one call, and no wait", async () => {
    const { answer, calls } = await status(STARTED);
    expect(answer).toEqual({ status: "STARTED", statementId: STATEMENT_ID });
    expect(calls).toEqual([["describe", { Id: STATEMENT_ID }]]);
  });

  test("of a finished statement tells what its result would be", async () => {
    expect((await status({ ...FINISHED, ResultRows: 3, SessionId: OTHER_ID })).answer).toEqual({
      status: "FINISHED",
      statementId: STATEMENT_ID,
      hasResultSet: true,
      rowCount: 3,
      sessionId: OTHER_ID,
    });
    expect((await status({ ...FINISHED, HasResultSet: false, ResultRows: -1 })).answer).toEqual({
      status: "FINISHED",
      statementId: STATEMENT_ID,
      hasResultSet: false,
    });
  });

  test("of a failed one tells why, without the values of its parameters", async () => {
    const { answer } = await status({
      Status: "FAILED",
      Error: 'ERROR: invalid digit "hunter2"',
      QueryParameters: [{ name: "pin", value: "hunter2" }],
    });
    expect(answer).toMatchObject({
      status: "FAILED",
      error: { code: "SQL_FAILED", awsMessage: 'ERROR: invalid digit "(not shown)"' },
    });
  });

  test("of a batch tells that of its statements", async () => {
    const SubStatements = [
      { Id: `${STATEMENT_ID}:1`, Status: "FINISHED", HasResultSet: false, ResultRows: 2 },
      { Id: `${STATEMENT_ID}:2`, Status: "FAILED", Error: 'ERROR: relation "t" does not exist' },
      { Status: "SUBMITTED" },
    ];
    expect(
      (await status({ Status: "FAILED", Error: "Query #2 failed", SubStatements })).answer,
    ).toMatchObject({
      status: "FAILED",
      statements: [
        { statementId: `${STATEMENT_ID}:1`, status: "FINISHED", rowCount: 2 },
        { statementId: `${STATEMENT_ID}:2`, status: "FAILED", error: { code: "TABLE_NOT_FOUND" } },
        { statementId: `${STATEMENT_ID}:3`, status: "SUBMITTED" },
      ],
    });
  });

  test("of a batch without a place for a value shows what the engine said, colons of an ARN in a string or not", async () => {
    const engine = 'ERROR: relation "left-out" does not exist';
    const told = async (QueryString: string) => {
      const SubStatements = [{ Status: "FAILED", Error: engine, QueryString }];
      const { answer } = await status({
        Status: "FAILED",
        Error: `Query #1 failed with ${engine}`,
        SubStatements,
      });
      return answer;
    };
    const shown = (awsMessage: string) => ({ code: "TABLE_NOT_FOUND", awsMessage });
    expect(await told("COPY t FROM 's3://b/a' IAM_ROLE 'arn:aws:iam::222222222222:role/copy'")).toMatchObject(
      {
        error: shown(`Query #1 failed with ${engine}`),
        statements: [{ error: shown(engine) }],
      },
    );
    for (const sql of ["SELECT :a FROM t", 'SELECT ":a" FROM t', "SELECT 1 FROM t -- :a", "SELECT 'it"]) {
      expect(await told(sql)).toMatchObject({
        error: shown('Query #1 failed with ERROR: relation "(not shown)" does not exist'),
        statements: [{ error: shown('ERROR: relation "(not shown)" does not exist') }],
      });
    }
  });

  test("that AWS does not tell in time is an error that leaves the statement alone", async () => {
    const { error, names } = await run(
      { describe: [never] },
      { action: "status", statementId: STATEMENT_ID },
      10_000,
    );
    expect(error).toMatchObject({ code: "DEADLINE", statementId: STATEMENT_ID });
    expect(error?.message).toContain("AWS had not answered what became of it");
    expect(names).toBe("describe");
  });
});

describe("cancel", () => {
  test("stops the statement and tells its status", async () => {
    const { answer, names } = await run(
      { cancel: [{ Status: true }], describe: [{ Status: "ABORTED" }] },
      { action: "cancel", statementId: STATEMENT_ID },
    );
    expect(names).toBe("cancel describe");
    expect(answer).toMatchObject({
      status: "ABORTED",
      cancelled: true,
      error: { code: "STATEMENT_ABORTED" },
    });
  });

  test("of an ended statement is an answer", async () => {
    const ended = awsError(
      "ValidationException",
      "Could not cancel a query that is already in FINISHED state",
    );
    const { answer } = await run(
      { cancel: [ended], describe: [FINISHED] },
      { action: "cancel", statementId: STATEMENT_ID },
    );
    expect(answer).toMatchObject({ status: "FINISHED", cancelled: false });
  });

  test("stays within three calls a second", async () => {
    const at: number[] = [];
    const { answer } = await run(
      (clock) => ({
        cancel: Array.from({ length: 5 }, (_, index) => async () => {
          at.push(clock.nowMilliseconds());
          if (index < 4) throw awsError("ThrottlingException");
          return { Status: true };
        }),
        describe: [{ Status: "ABORTED" }],
      }),
      { action: "cancel", statementId: STATEMENT_ID },
    );
    expect(answer).toMatchObject({ cancelled: true });
    expect(at).toHaveLength(5);
    expect(at.slice(3).map((time, index) => time - (at[index] ?? 0) > 1_000)).toEqual([true, true]);
  });
});

describe("result", () => {
  const result = (more: object = {}) => ({ action: "result", statementId: STATEMENT_ID, ...more });

  test("waits for the end and fetches, like a run", async () => {
    const { answer, names } = await run(
      { describe: [STARTED, STARTED, FINISHED], result: [numbersPage([1, 2])] },
      result({ format: "rows" }),
    );
    expect(names).toBe("describe describe describe result");
    expect(answer).toMatchObject({ status: "FINISHED", rows: [[1], [2]], rowCount: 2 });
  });

  test("of a statement that runs on is its status, and it is left alone", async () => {
    const { answer, names, atMilliseconds } = await run({ describe: [STARTED, never] }, result(), 10_000);
    expect(answer).toEqual({ status: "STARTED", statementId: STATEMENT_ID });
    expect(names).toBe("describe describe");
    expect(atMilliseconds).toBe(7_500);
  });

  test("of a failed statement is an error, without the values of its parameters", async () => {
    const { error } = await run(
      {
        describe: [
          { Status: "FAILED", Error: 'bad "hunter2"', QueryParameters: [{ name: "p", value: "hunter2" }] },
        ],
      },
      result(),
    );
    expect(error).toMatchObject({ code: "SQL_FAILED", awsMessage: 'bad "(not shown)"' });
  });

  test("goes on from a token with one call, in the format it was in", async () => {
    const pages = [numbersPage([1, 2], { NextToken: "p2", TotalNumRows: 4 }), numbersPage([3, 4])];
    const first = await run({ execute: [FINISHED], result: pages }, { sql: "x", format: "rows", maxRows: 3 });
    const { answer, calls } = await run(
      { result: [numbersPage([3, 4], { TotalNumRows: 4 })] },
      result({ nextToken: first.answer?.nextToken }),
    );
    expect(calls).toEqual([["result", { Id: STATEMENT_ID, NextToken: "p2" }]]);
    expect(answer).toMatchObject({ rows: [[4]], rowCount: 4 });
    expect(answer).not.toHaveProperty("nextToken");
  });

  test.each([
    ["CSV", "objects", "csv"],
    ["JSON", "csv", "objects or rows"],
  ] as const)("of a statement submitted for %s cannot be %s", async (ResultFormat, format, expected) => {
    const { error, names } = await run({ describe: [{ ...FINISHED, ResultFormat }] }, result({ format }));
    expect(error).toMatchObject({
      code: "FORMAT_MISMATCH",
      hop: "event",
      statementId: STATEMENT_ID,
      message: `format is ${format}, expected ${expected}: AWS keeps the result in the form the statement was submitted for`,
    });
    expect(names).toBe("describe");
  });

  test("a token that points behind its page is refused", async () => {
    const nextToken = encodeNextToken({ statementId: STATEMENT_ID, format: "rows", offset: 3 });
    const { error } = await run({ result: [numbersPage([1, 2])] }, result({ nextToken }));
    expect(error).toMatchObject({
      code: "EVENT_INVALID",
      message: "nextToken points behind the end of its page",
    });
  });
});
