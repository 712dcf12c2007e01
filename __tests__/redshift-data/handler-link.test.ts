import { systemClock } from "../../redshift-data/client/calls/clock";
import { QueryError } from "../../redshift-data/errors/query-error";
import type { LinkDatabase } from "../../redshift-data/link-database";
import { type FakeAnswer, type FakeLink, fakeContext, fakeLink } from "../../redshift-data/testing";

const MONTHS = [
  { month: "2025-01-01", orders: 213, isLast: false, mean: 1.5, note: null },
  { month: "2025-02-01", orders: 192, isLast: true, mean: 2, note: { text: "short" } },
];
const ENDLESS: FakeAnswer = { sql: "endless", isEndless: true };

/** What one invocation makes of it, and the link it was of. */
async function invoked(
  answers: readonly FakeAnswer[],
  work: (database: LinkDatabase) => unknown,
  context = fakeContext(),
): Promise<{ readonly link: FakeLink; readonly answer?: unknown; readonly error?: unknown }> {
  const link = fakeLink(answers);
  const handler = link.handler((_event: object, database) => work(database));
  const outcome = await handler({}, context).then(
    (answer) => ({ answer }),
    (error: unknown) => ({ error }),
  );
  return { link, ...outcome };
}

async function collected<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

const failureOf = async (outcome: Promise<{ error?: unknown }>) => {
  const { error } = await outcome;
  return error instanceof QueryError ? error.fields : error;
};

describe("what a handler does with its link", () => {
  test("query: rows as objects, with their types, and the statement's figures", async () => {
    const { answer, link } = await invoked([{ sql: "FROM sales", rows: MONTHS }], (database) =>
      database.query("SELECT * FROM sales WHERE month >= :since AND orders > :least AND open = :open", {
        since: "2025-01-01",
        least: 0.0000001,
        open: true,
      }),
    );
    expect(answer).toMatchObject({ status: "FINISHED", rows: MONTHS, rowCount: 2 });
    expect(link.statements).toMatchObject([
      { parameters: { since: "2025-01-01", least: "0.0000001", open: "true" } },
    ]);
  });

  test("query without a result: the rows affected, or null where AWS does not tell", async () => {
    const { answer } = await invoked(
      [{ sql: "DELETE", rowCount: 4 }, { sql: "CREATE" }],
      async (database) => [
        await database.query("DELETE FROM sales"),
        await database.query("CREATE TABLE t (a int)"),
      ],
    );
    expect(answer).toMatchObject([
      { columns: [], rows: [], rowCount: 4 },
      { columns: [], rows: [], rowCount: null },
    ]);
  });

  test("stream: the same rows, one by one; a reader that leaves leaves nothing open", async () => {
    const slept = jest.spyOn(systemClock, "sleep");
    const { answer } = await invoked(
      [{ sql: "FROM sales", rows: MONTHS }, { sql: "CREATE" }],
      async (database) => {
        const first: unknown[] = [];
        for await (const row of database.stream("SELECT * FROM sales")) {
          first.push(row);
          break;
        }
        const rest = collected(database.stream("CREATE TABLE t (a int)"));
        return [first, await collected(database.stream("SELECT * FROM sales")), await rest];
      },
    );
    expect(answer).toEqual([[MONTHS[0]], MONTHS, []]);
    const signals = slept.mock.calls.map(([, signal]) => signal?.aborted);
    expect(new Set(signals)).toEqual(new Set([true]));
    slept.mockRestore();
  });

  test("batch: a result per statement; a failure of one ends a transaction, not an autoCommit", async () => {
    const answers = [
      { sql: "SELECT", rows: MONTHS },
      { sql: "INSERT", rowCount: 1 },
      { sql: "broken", fails: "ERROR: division by zero" },
    ];
    const { answer } = await invoked(answers, async (database) => [
      await database.batch(["INSERT INTO t VALUES (1)", "SELECT * FROM t"]),
      await database.batch(["broken", "SELECT * FROM t"], {}, { mode: "autoCommit" }),
    ]);
    expect(answer).toMatchObject([
      {
        status: "FINISHED",
        statements: [
          { rows: [], rowCount: 1 },
          { rows: MONTHS, rowCount: 2 },
        ],
      },
      {
        status: "FAILED",
        statements: [{ status: "FAILED", error: { code: "VALUE_INVALID" } }, { rows: MONTHS }],
      },
    ]);
    const failed = invoked(answers, (database) => database.batch(["SELECT 1", "broken"]));
    expect(await failureOf(failed)).toMatchObject({ code: "VALUE_INVALID", hop: "sql" });
  });

  test("submit and follow, across invocations; a batch is followed as one", async () => {
    const link = fakeLink([{ sql: "FROM sales", rows: MONTHS }, ENDLESS]);
    const begun = await link.database(fakeContext()).submit("SELECT * FROM sales");
    const later = link.database(fakeContext({ requestId: "request-2" }));
    expect(await later.follow(begun.statementId)).toMatchObject({ status: "FINISHED", rows: MONTHS });
    expect(await later.status(begun.statementId)).toMatchObject({ status: "FINISHED", rowCount: 2 });
    const batch = await later.batch(["SELECT * FROM sales"]);
    expect(await later.follow(batch.statementId)).toMatchObject({ statements: [{ rows: MONTHS }] });
    const endless = await later.submit("endless");
    const brief = link.database(fakeContext({ requestId: "request-3", remainingMilliseconds: 100 }));
    expect(await brief.follow(endless.statementId)).toEqual({
      status: "STARTED",
      statementId: endless.statementId,
    });
    expect(link.cancelled).toEqual([]);
    expect(await later.cancel(endless.statementId)).toMatchObject({ cancelled: true, status: "ABORTED" });
    expect(link.cancelled).toEqual([endless.statementId]);
  });
});

describe("what a handler need not think of", () => {
  test("a statement that outlasts the invocation is cancelled, and told as DEADLINE", async () => {
    const run = invoked(
      [ENDLESS],
      (database) => database.query("endless"),
      fakeContext({ remainingMilliseconds: 100 }),
    );
    expect(await failureOf(run)).toMatchObject({ code: "DEADLINE" });
    expect((await run).link.cancelled).toEqual([(await run).link.statements[0]?.statementId]);
    expect((await run).link.lines).toEqual([
      expect.objectContaining({ level: "ERROR", code: "DEADLINE", hop: "deadline", failures: 1 }),
    ]);
  });

  test("each statement has a token of its own, the same in a repetition, in any order", async () => {
    const tokensOf = async (...sqls: readonly string[]) => {
      const { link } = await invoked([{ sql: "SELECT", rows: [] }], (database) =>
        Promise.all(sqls.map((sql) => database.query(sql))),
      );
      return link.statements.map(({ sql, clientToken }) => `${sql} ${clientToken}`).sort();
    };
    const tokens = await tokensOf("SELECT 1", "SELECT 2", "SELECT 1");
    expect(new Set(tokens).size).toBe(3);
    expect(await tokensOf("SELECT 2", "SELECT 1", "SELECT 1")).toEqual(tokens);
    expect(tokens.every((token) => /^SELECT \d [\w-]{64}$/.test(token))).toBe(true);
  });

  test("a token of the handler's own stands", async () => {
    const { link } = await invoked([{ sql: "SELECT", rows: [] }], (database) =>
      database.query("SELECT 1", {}, { clientToken: "of-today" }),
    );
    expect(link.statements.map(({ clientToken }) => clientToken)).toEqual(["of-today"]);
  });
});

describe("the line of an invocation", () => {
  test("has the figures, the metrics and the handler's own members, which change none of the others", async () => {
    const { link } = await invoked([{ sql: "SELECT", rows: MONTHS }], async (database) => {
      await database.query("SELECT 1");
      database.note({ months: 2 });
      database.note({ level: "mine", link: "mine" });
    });
    expect(link.lines).toEqual([
      {
        timestamp: expect.any(String),
        level: "INFO",
        requestId: "00000000-0000-4000-8000-000000000000",
        link: "fake",
        status: "FINISHED",
        statements: 1,
        months: 2,
        rows: 2,
        bytes: 0,
        waits: 1,
        waitMs: expect.any(Number),
        hop1Ms: expect.any(Number),
        durationMs: expect.any(Number),
        overheadMs: expect.any(Number),
        calls: 3,
        retries: 0,
        failures: 0,
        _aws: expect.objectContaining({
          CloudWatchMetrics: [expect.objectContaining({ Dimensions: [["link"]] })],
        }),
      },
    ]);
  });

  test("a note that JSON cannot carry ends nothing, whatever comes of it later", async () => {
    const circle: Record<string, unknown> = {};
    const notes: object = { count: 10n ** 20n, circle, nothing: undefined, size: Number.NaN };
    const own = new RangeError("of the handler");
    const { link, error } = await invoked([], (database) => {
      circle.self = circle;
      database.note(notes as Record<string, string>);
      database.note(JSON.parse("null"));
      throw own;
    });
    expect(error).toBe(own);
    expect(link.lines).toEqual([
      expect.objectContaining({
        count: `1${"0".repeat(20)}`,
        circle: expect.any(String),
        nothing: null,
        size: null,
      }),
    ]);
  });

  test("an error of the handler's own goes on as it is, and leaves its text out of the line", async () => {
    const own = new RangeError("row 'Ada' is odd");
    const { link, error } = await invoked([], () => {
      throw own;
    });
    expect(error).toBe(own);
    expect(link.lines).toEqual([
      expect.objectContaining({ level: "ERROR", code: "HANDLER_FAILED", failures: 1 }),
    ]);
    expect(JSON.stringify(link.lines)).not.toContain("Ada");
  });

  test("a statement that the fake link does not know is told by its SQL", async () => {
    const run = invoked([], (database) => database.query("SELECT 1 AS unknown"));
    expect(await failureOf(run)).toMatchObject({ message: expect.stringContaining("SELECT 1 AS unknown") });
  });
});
