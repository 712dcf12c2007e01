import {
  awsError,
  numbersPage,
  type Script,
  STATEMENT_ID,
  socketError,
} from "../../../testing/redshift-data/fake-data-api";
import { FINISHED, run, STARTED } from "../../../testing/redshift-data/run-script";

describe("calls", () => {
  test("a statement that ends inside the submit call costs two", async () => {
    const { answer, calls } = await run(
      { execute: [FINISHED], result: [numbersPage([1, 2])] },
      { sql: "select :a", parameters: { a: 5 } },
    );
    expect(calls).toEqual([
      [
        "execute",
        {
          ClusterIdentifier: "warehouse",
          Database: "dev",
          DbUser: "analyst",
          Sql: "select :a",
          ClientToken: "request-1",
          Parameters: [{ name: "a", value: "5" }],
          WaitTimeSeconds: 30,
        },
      ],
      ["result", { Id: STATEMENT_ID }],
    ]);
    expect(answer).toEqual({
      status: "FINISHED",
      statementId: STATEMENT_ID,
      columns: [{ name: "n", type: "int4" }],
      rows: [{ n: 1 }, { n: 2 }],
      rowCount: 2,
      durationMs: 0,
    });
  });

  test("one without a result set costs one", async () => {
    const { answer, calls } = await run({ execute: [{ ...FINISHED, HasResultSet: false }] });
    expect(calls.map(([name, request]) => [name, Object.keys(request).sort()])).toEqual([
      ["execute", ["ClientToken", "ClusterIdentifier", "Database", "DbUser", "Sql", "WaitTimeSeconds"]],
    ]);
    expect(answer).toEqual({
      status: "FINISHED",
      statementId: STATEMENT_ID,
      columns: [],
      rows: [],
      rowCount: null,
      durationMs: 0,
    });
  });

  test("one that was described tells how many rows it affected", async () => {
    const describe = [{ Status: "FINISHED", HasResultSet: false, ResultRows: 7 }] as const;
    expect((await run({ execute: [STARTED], describe })).answer?.rowCount).toBe(7);
    const ddl = [{ Status: "FINISHED", HasResultSet: false, ResultRows: -1 }] as const;
    expect((await run({ execute: [STARTED], describe: ddl })).answer?.rowCount).toBeNull();
  });

  test("one that fails inside the submit call is described for its error", async () => {
    const { error, names } = await run({
      execute: [{ ...STARTED, Status: "FAILED" }],
      describe: [{ Status: "FAILED", Error: 'ERROR: relation "t" does not exist' }],
    });
    expect(names).toBe("execute describe");
    expect(error).toMatchObject({
      code: "TABLE_NOT_FOUND",
      hop: "sql",
      statementStatus: "FAILED",
      awsMessage: 'ERROR: relation "t" does not exist',
      statementId: STATEMENT_ID,
    });
  });

  test("the engine's text comes without parameter values", async () => {
    const { error } = await run(
      { execute: [STARTED], describe: [{ Status: "FAILED", Error: 'ERROR: bad integer "hunter2"' }] },
      { sql: "select :pw::int", parameters: { pw: "hunter2" } },
    );
    expect(error?.awsMessage).toBe('ERROR: bad integer "(not shown)"');
  });
});

describe("retries", () => {
  test.each<[string, Error]>([
    ["a throttle", awsError("ThrottlingException")],
    [
      "a throttle inside a ValidationException",
      awsError("ValidationException", "ThrottlingException: Rate exceeded"),
    ],
    ["too many active statements", awsError("ActiveStatementsExceededException")],
    ["too many active sessions", awsError("ActiveSessionsExceededException")],
    ["too many requests", awsError("SomethingElse", "slow down", 429)],
    ["a fault of AWS", awsError("InternalServerException", "oops", 500)],
    ["a lost answer", socketError("ECONNRESET")],
    ["a quiet connection", awsError("TimeoutError")],
  ])("submits again after %s, with the same client token", async (_, failure) => {
    const { calls, answer } = await run({
      execute: [failure, failure, FINISHED],
      result: [numbersPage([1])],
    });
    const tokens = calls
      .filter(([name]) => name === "execute")
      .map(([, request]) => "ClientToken" in request && request.ClientToken);
    expect(tokens).toEqual(["request-1", "request-1", "request-1"]);
    expect(answer?.status).toBe("FINISHED");
  });

  test.each(["ValidationException", "AccessDeniedException", "ResourceNotFoundException"])(
    "never after %s",
    async (code) => {
      expect((await run({ execute: [awsError(code)] })).names).toBe("execute");
    },
  );

  test.each([
    ["ThrottlingException", "THROTTLED"],
    ["ActiveStatementsExceededException", "ACTIVE_STATEMENTS_EXCEEDED"],
    ["ActiveSessionsExceededException", "ACTIVE_SESSIONS_EXCEEDED"],
  ])("%s is waited for until the deadline, with growing pauses", async (awsCode, code) => {
    const { error, calls, atMilliseconds } = await run({ execute: [awsError(awsCode)] });
    expect(error).toMatchObject({ code, awsCode });
    // 500, 1000, 2000 and then 2500 ms, half of the most that full jitter allows.
    expect(calls).toHaveLength(25);
    expect(atMilliseconds).toBe(500 + 1_000 + 2_000 + 21 * 2_500);
  });

  test("gives up when the next attempt would be after the deadline", async () => {
    const { error, atMilliseconds } = await run(
      { execute: [awsError("ThrottlingException")] },
      { sql: "x" },
      2_000,
    );
    expect(error?.code).toBe("THROTTLED");
    expect(atMilliseconds).toBeLessThan(1_000);
  });

  test("fetches a page again", async () => {
    const { answer } = await run({
      execute: [FINISHED],
      result: [awsError("ThrottlingException"), numbersPage([1])],
    });
    expect(answer?.rowCount).toBe(1);
  });
});

describe("a text of several statements", () => {
  const ADVICE =
    'The Data API runs one statement a text: send each as a text of its own, { "sqls": ["…", "…"] }, as one transaction or with "mode": "autoCommit"';
  const several = (outcome: Script, sql: string) => run(outcome, { sql });
  const failedWith = (text: string): Script => ({
    execute: [STARTED],
    describe: [{ Status: "FAILED", Error: text }],
  });

  test("is told by its own code where the engine says so", async () => {
    const { error } = await several(
      failedWith("ERROR: cannot insert multiple commands into a prepared statement"),
      "select 1; select 2",
    );
    expect(error).toMatchObject({ code: "SEVERAL_STATEMENTS", hop: "sql", advice: ADVICE });
  });

  test.each<[string, Script, string]>([
    ["refuses", { execute: [awsError("ValidationException", "no")] }, "REQUEST_INVALID"],
    ["does not understand it", failedWith('ERROR: syntax error at or near ";"'), "SYNTAX_ERROR"],
    ["says something new", failedWith("ERROR: something new"), "SQL_FAILED"],
  ])("is named beside the advice where AWS %s", async (_, outcome, code) => {
    const { error } = await several(outcome, "select 1; select 2");
    expect(error?.code).toBe(code);
    expect(error?.advice.endsWith(`. ${ADVICE}`)).toBe(true);
    const one = await several(outcome, "select 1; -- select 2");
    expect(one.error?.advice).not.toContain(ADVICE);
  });
});
