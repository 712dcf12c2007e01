import type { AuthMode } from "../../config/link";
import { Deployment } from "../../testing/deployment/deployment";
import { describeWith, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { BASE, EVERY_AUTH_MODE, TARGETS } from "../../testing/links/links";

/** One link per auth mode; its function's name is `<mode>-query`. */
const LINKS = EVERY_AUTH_MODE.map((mode) => ({ ...BASE, name: mode, target: TARGETS[mode] }));

type Answer = Awaited<ReturnType<Deployment["invoke"]>>;

describeWith(REHEARSAL_PROGRAMS, "the deployed function, one link per auth mode", () => {
  const deployment = new Deployment(temporaryFolder(), { links: LINKS });
  const invoke = (event: object, mode: AuthMode = "cluster-db-user") => deployment.invoke(mode, event);

  beforeAll(async () => {
    await deployment.start();
  });
  afterAll(() => deployment.stop());

  /** A statement followed from invocation to invocation until it has ended. */
  async function waitFor(statementId: unknown): Promise<Answer> {
    for (let asked = 0; asked < 200; asked++) {
      const answer = await invoke({ action: "status", statementId });
      if (answer.status !== "SUBMITTED" && answer.status !== "PICKED" && answer.status !== "STARTED")
        return answer;
    }
    throw new Error("the statement does not end");
  }

  it.each(EVERY_AUTH_MODE)("%s: a query, a batch and a submission through both hops", async (mode) => {
    await deployment.apply(mode);
    const sql = "SELECT count(*) AS n FROM orders WHERE id <= :most";
    expect(await invoke({ sql, parameters: { most: 10 } }, mode)).toMatchObject({ rows: [{ n: 10 }] });
    expect(await invoke({ sqls: ["SELECT 1 AS a", "SELECT 2 AS b"] }, mode)).toMatchObject({
      status: "FINISHED",
      statements: [{ rows: [{ a: 1 }] }, { rows: [{ b: 2 }] }],
    });
    const { statementId } = await invoke({ action: "submit", sql: "SELECT 3 AS c" }, mode);
    expect(await invoke({ action: "result", statementId }, mode)).toMatchObject({ rows: [{ c: 3 }] });
  });

  it("values arrive exactly", async () => {
    const sql = "SELECT external_id, amount, shipped_at, ordered_at FROM orders WHERE id = 20";
    const answer = await invoke({ sql, format: "rows" });
    expect(answer.rows).toEqual([["9007199254741012", "17.99", null, "2024-01-03 22:00:00"]]);
  });

  it("a result is read to its end through next tokens, every row once and in order", async () => {
    const event = { sql: "SELECT id FROM orders ORDER BY id", format: "rows", maxRows: 1_700 };
    let answer = await invoke(event);
    const { statementId, rowCount } = answer;
    const rows = [...(answer.rows as unknown[][])];
    while (answer.nextToken !== undefined) {
      const { nextToken } = answer;
      answer = await invoke({ action: "result", statementId, nextToken, maxRows: 1_700 });
      rows.push(...(answer.rows as unknown[][]));
    }
    expect(rowCount).toBe(5_000);
    expect(rows.map(([id]) => id)).toEqual(Array.from({ length: 5_000 }, (_, index) => index + 1));
  });

  it("CSV comes from the engine, its answers one file", async () => {
    const sql = "SELECT id, name FROM products WHERE id <= 3 ORDER BY id";
    const first = await invoke({ sql, format: "csv", maxRows: 2 });
    const { statementId, nextToken } = first;
    const second = await invoke({ action: "result", statementId, nextToken });
    expect(`${first.csv}${second.csv}`).toBe("id,name\r\n1,Product 1\r\n2,Product 2\r\n3,Product 3\r\n");
  });

  it("a failed transaction says which statement failed, autoCommit keeps the others", async () => {
    const sqls = ["SELECT 1 AS a", "SELECT * FROM no_such_table"];
    const { failure } = await invoke({ sqls });
    expect(failure).toMatchObject({ code: "TABLE_NOT_FOUND", statementId: expect.stringMatching(/:2$/) });
    expect(await invoke({ sqls, mode: "autoCommit" })).toMatchObject({
      status: "FAILED",
      statements: [{ rows: [{ a: 1 }] }, { status: "FAILED", error: { code: "TABLE_NOT_FOUND" } }],
    });
  });

  it("one client token runs once, whoever repeats it", async () => {
    const event = { action: "submit", sql: "SELECT 1", clientToken: "integration-token" };
    const [first, second] = [await invoke(event), await invoke(event)];
    expect(second.statementId).toBe(first.statementId);
  });

  it("a session keeps its temporary tables from one invocation to the next, and then is over", async () => {
    const sql = "CREATE TEMP TABLE kept AS SELECT 7 AS n";
    const { sessionId } = await invoke({ sql, sessionKeepAliveSeconds: 60 });
    expect(await invoke({ sql: "SELECT n FROM kept", sessionId })).toMatchObject({ rows: [{ n: 7 }] });
    expect((await invoke({ sql: "SELECT n FROM kept" })).failure).toMatchObject({ code: "TABLE_NOT_FOUND" });
    const unknown = { sql: "SELECT 1", sessionId: "11111111-2222-3333-4444-555555555555" };
    expect((await invoke(unknown)).failure).toMatchObject({ code: "SESSION_NOT_FOUND" });
  });

  it("the log has one line for Logs Insights, which is a metric too", async () => {
    await invoke({ sql: "SELECT 1 AS one" });
    const lines = (deployment.logs.at(-1) ?? "").split("\n").filter((line) => line.includes('"_aws"'));
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({
        link: "cluster-db-user",
        status: "FINISHED",
        rows: 1,
        calls: 2,
        _aws: expect.objectContaining({ CloudWatchMetrics: [expect.anything()] }),
      }),
    ]);
  });

  it("a failed statement is followed up without the values of its parameters", async () => {
    const event = { action: "submit", sql: "SELECT CAST(:pin AS integer)", parameters: { pin: "hunter2" } };
    const status = await waitFor((await invoke(event)).statementId);
    expect(status).toMatchObject({ status: "FAILED", error: { hop: "sql" } });
    expect(JSON.stringify(status)).not.toContain("hunter2");
  });

  it("an ended statement is not cancelled, and one of nobody is nobody's to see", async () => {
    const { statementId } = await invoke({ sql: "SELECT 1" });
    expect(await invoke({ action: "cancel", statementId })).toMatchObject({
      status: "FINISHED",
      cancelled: false,
    });
    const nobodys = { action: "status", statementId: "11111111-2222-3333-4444-555555555555" };
    expect((await invoke(nobodys)).failure).toMatchObject({ code: "STATEMENT_DENIED" });
  });
});
