import { LocalDataApi, refusal } from "../../../testing/emulator/local-data-api";
import { DONE, SessionScript, type Step } from "../../../testing/emulator/session-script";

const ABORTED = "ERROR: current transaction is aborted, commands ignored until end of transaction block";
/** Database Developer Guide, "Serializable isolation". */
const CONFLICT = "ERROR: 1023\n  Detail: Serializable isolation violation on a table in Redshift";

describe("sessions of the local Data API", () => {
  const local = new LocalDataApi();
  const within = (SessionId: unknown, Sql: string, more: object = {}) =>
    local.call("ExecuteStatement", { SessionId, Sql, WaitTimeSeconds: 30, ...more });
  const open = async (seconds = 600) =>
    (
      await local.submit("CREATE TEMP TABLE t AS SELECT 7 AS n", {
        WaitTimeSeconds: 30,
        SessionKeepAliveSeconds: seconds,
      })
    ).SessionId;

  beforeAll(() => local.warehouses.warm(1));
  afterAll(() => local.close());

  test("temporary tables live in their session and nowhere else", async () => {
    const [one, two] = [await open(), await open()];
    await within(one, "INSERT INTO t VALUES (8)");
    expect(await local.rows((await within(one, "SELECT n FROM t ORDER BY n")).Id)).toEqual([[7], [8]]);
    expect(await local.rows((await within(two, "SELECT n FROM t")).Id)).toEqual([[7]]);
    expect(await local.run("SELECT n FROM t")).toMatchObject({ Error: 'ERROR: relation "t" does not exist' });
    await within(one, "CREATE TABLE kept AS SELECT n FROM t");
    expect(await local.rows((await local.run("SELECT count(*) FROM kept")).Id)).toEqual([[2]]);
  });

  test("a busy or closed session is not available, and another's never existed", async () => {
    const SessionId = await open(60);
    const { Id } = await local.call("ExecuteStatement", { SessionId, Sql: "SELECT pg_sleep(5)" });
    expect(await refusal(within(SessionId, "SELECT 1"))).toBe(
      "ValidationException: Session is not available",
    );
    await local.call("CancelStatement", { Id });
    expect(await within(SessionId, "SELECT 1")).toMatchObject({ Status: "FINISHED", SessionId });
    await local.pass(61);
    expect(await refusal(within(SessionId, "SELECT 1"))).toBe(
      "ValidationException: Session is not available",
    );
    const unknown = "00000000-0000-4000-8000-000000000000";
    expect(await refusal(within(unknown, "SELECT 1"))).toBe(
      `ValidationException: Session with Id: ${unknown} is invalid`,
    );
  });

  test("a cancelled statement fails the transaction it was for", async () => {
    const SessionId = await open();
    await within(SessionId, "BEGIN");
    await within(SessionId, "INSERT INTO t VALUES (8)");
    const { Id } = await local.call("ExecuteStatement", { SessionId, Sql: "SELECT pg_sleep(5)" });
    await local.call("CancelStatement", { Id });
    const next = await within(SessionId, "SELECT 1");
    expect(await local.call("DescribeStatement", { Id: next.Id })).toMatchObject({ Error: ABORTED });
    expect(await within(SessionId, "ROLLBACK")).toMatchObject({ Status: "FINISHED" });
    expect(await local.rows((await within(SessionId, "SELECT n FROM t")).Id)).toEqual([[7]]);
  });

  test.each<[next: string, ends: readonly Step[]]>([
    [
      "SELECT",
      [
        ["A", "SELECT n FROM changed", CONFLICT],
        ["A", "SELECT 1", ABORTED],
        ["A", "ROLLBACK", DONE],
      ],
    ],
    ["COMMIT", [["A", "COMMIT", CONFLICT]]],
    ["ROLLBACK", [["A", "ROLLBACK", DONE]]],
    ["ABORT", [["A", "ABORT", DONE]]],
  ])("changes of the same rows by two are a conflict for the second, whose next is %s", async (_, ends) => {
    await local.run("CREATE TABLE IF NOT EXISTS changed (n int)");
    const steps: readonly Step[] = [
      ["-", "INSERT INTO changed VALUES (1)", DONE],
      ["A", "BEGIN", DONE],
      ["A", "UPDATE changed SET n = 2 WHERE n = 1", DONE],
      ["-", "DELETE FROM changed", DONE],
      ...ends,
      ["A", "SELECT count(*) FROM changed", [[0]]],
    ];
    expect(await new SessionScript(local).run(steps)).toEqual(steps);
  });

  test("a session ends after 24 hours however often it is used", async () => {
    const SessionId = await open(80_000);
    await local.pass(79_000);
    await within(SessionId, "SELECT 1");
    await local.pass(24 * 3600 - 79_000);
    expect(await refusal(within(SessionId, "SELECT 1"))).toBe(
      "ValidationException: Session is not available",
    );
  });

  test("a session is not told again where it is", async () => {
    const SessionId = await open();
    expect(await refusal(within(SessionId, "SELECT 1", { Database: "dev", DbUser: "analyst" }))).toBe(
      "ValidationException: Database, DbUser cannot be provided with SessionId.",
    );
  });

  afterEach(async () => {
    await local.api.close();
    local.api = local.withLimits();
  });

  test("quotas: sessions, active statements, waiting requests", async () => {
    local.api = local.withLimits({ activeSessions: 1, activeStatements: 2, waitingRequests: 1 });
    await open();
    expect(await refusal(open())).toBe(
      "ActiveSessionsExceededException: Active sessions exceeded the allowed quota (1).",
    );
    const { Id } = await local.submit("SELECT pg_sleep(1000)");
    await local.submit("SELECT pg_sleep(1000)");
    expect(await refusal(local.submit("SELECT 1"))).toBe(
      "ActiveStatementsExceededException: Active statements exceeded the allowed quota (2).",
    );
    const first = local.call("DescribeStatement", { Id, WaitTimeSeconds: 30 });
    expect(await refusal(local.call("DescribeStatement", { Id, WaitTimeSeconds: 30 }))).toBe(
      "ActiveWaitingRequestsExceededException: Active waiting requests exceeded the allowed quota (1).",
    );
    await local.pass(30);
    expect(await first).toMatchObject({ Status: "STARTED" });
  });

  test("ListSessions and ListStatements tell what the role has", async () => {
    const SessionId = await open();
    await local.run("SELECT 1", { StatementName: "named-one" });
    const { Sessions } = await local.call("ListSessions", { SessionId });
    expect(Sessions).toMatchObject([
      { SessionId, Status: "AVAILABLE", DbUser: "analyst", SessionAliveSeconds: 600 },
    ]);
    const { Statements } = await local.call("ListStatements", { StatementName: "named" });
    expect(Statements).toMatchObject([{ StatementName: "named-one", Status: "FINISHED" }]);
  });
});
