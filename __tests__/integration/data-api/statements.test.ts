import { LocalDataApi, refusal, session } from "../../../testing/emulator/local-data-api";

const UNKNOWN_ID = "00000000-0000-4000-8000-000000000000";

describe("statements of the local Data API", () => {
  const local = new LocalDataApi();
  const describe_ = (Id: string) => local.call("DescribeStatement", { Id });

  beforeAll(() => local.warehouses.warm(1));
  afterAll(() => local.close());

  test("a statement is submitted, starts, and finishes when its time has come", async () => {
    const { Id, Status } = await local.submit("SELECT 1 AS one, pg_sleep(60)");
    expect(Status).toBe("SUBMITTED");
    await local.pass(0);
    expect(await describe_(Id)).toMatchObject({ Status: "STARTED", HasResultSet: false, ResultRows: -1 });
    const ended = local.call("DescribeStatement", { Id, WaitTimeSeconds: 30 });
    await local.pass(30);
    expect(await ended).toMatchObject({ Status: "STARTED" });
    const second = local.call("DescribeStatement", { Id, WaitTimeSeconds: 30 });
    await local.pass(28);
    expect(await second).toMatchObject({ Status: "FINISHED", HasResultSet: true, ResultRows: 1 });
  });

  test("an answer waits for the end of the statement and tells it", async () => {
    expect(await local.submit("SELECT 1", { WaitTimeSeconds: 5 })).toMatchObject({
      Status: "FINISHED",
      HasResultSet: true,
      ClusterIdentifier: "warehouse",
      Database: "dev",
      DbUser: "analyst",
    });
  });

  test("an error of the SQL is a status, in Redshift's words", async () => {
    const errorOf = async (sql: string, more?: object) => (await local.run(sql, more)).Error;
    expect([
      await errorOf("SELEC 1"),
      await errorOf("SELECT * FROM no_such_table"),
      await errorOf("SELECT * FROM payroll"),
      await errorOf("SELECT 1", { DbUser: "stranger" }),
      await errorOf("SELECT 1", { Database: "prod" }),
    ]).toEqual([
      'ERROR: syntax error at or near "SELEC"\n  Position: 1',
      'ERROR: relation "no_such_table" does not exist',
      "ERROR: permission denied for relation payroll",
      'FATAL: password authentication failed for user "stranger"',
      'FATAL: database "prod" does not exist',
    ]);
  });

  test("one client token is one statement for 8 hours, with the same parameters only", async () => {
    const ClientToken = "one-token";
    const first = await local.submit("SELECT 1", { ClientToken });
    expect((await local.submit("SELECT 1", { ClientToken, WaitTimeSeconds: 1 })).Id).toBe(first.Id);
    expect(await refusal(local.submit("SELECT 2", { ClientToken }))).toMatch(
      /^ValidationException: ClientToken/,
    );
    const other = await local.submit("SELECT 1", { ClientToken }, session("writer"));
    expect(other.Id).not.toBe(first.Id);
    await local.pass(8 * 3600 - 60);
    expect((await local.submit("SELECT 1", { ClientToken })).Id).toBe(first.Id);
    await local.pass(60);
    expect((await local.submit("SELECT 1", { ClientToken })).Id).not.toBe(first.Id);
  });

  test("a cancelled statement does not run, not even when its turn comes later", async () => {
    await local.run("CREATE TABLE cancelled (n int)");
    const { Id } = await local.submit("INSERT INTO cancelled SELECT 1 FROM pg_sleep(10)");
    expect(await local.call("CancelStatement", { Id })).toEqual({ Status: true });
    expect(await refusal(local.call("CancelStatement", { Id }))).toBe(
      `ValidationException: Could not cancel a query that is already in ABORTED state with ID: ${Id}`,
    );
    await local.pass(20);
    expect(await describe_(Id)).toMatchObject({ Status: "ABORTED" });
    expect(await local.rows((await local.run("SELECT count(*) FROM cancelled")).Id)).toEqual([[0]]);
  });

  test("only the role that submitted a statement sees it, in all of its sessions", async () => {
    const { Id } = await local.submit("SELECT 1", { WaitTimeSeconds: 5 });
    const ask = (role: string, name: string) => local.call("DescribeStatement", { Id }, session(role, name));
    expect(await ask("reader", "another")).toMatchObject({ Status: "FINISHED" });
    const asked = [ask("stranger", "session"), describe_(UNKNOWN_ID), describe_(`${Id}:1`)];
    for (const request of asked) {
      expect(await refusal(request)).toBe("ResourceNotFoundException: Query does not exist.");
    }
    expect(await refusal(describe_("not-an-id"))).toBe(
      "ValidationException: id must satisfy regex pattern: ^[a-z0-9]{8}(-[a-z0-9]{4}){3}-[a-z0-9]{12}(:\\d+)?$",
    );
    await local.pass(24 * 3600);
    expect(await refusal(describe_(Id))).toMatch(/^ValidationException: .*expired/);
  });

  test("named parameters carry values, and each has to be used", async () => {
    const Parameters = [{ name: "n", value: "41" }];
    const { Id } = await local.run("SELECT :n::int + 1, ':n', 'x'::text", { Parameters });
    expect(await local.rows(Id)).toEqual([[42, ":n", "x"]]);
    expect(await refusal(local.submit("SELECT 1", { Parameters }))).toBe(
      "ValidationException: Parameters list contains unused parameters. Unused parameters: [n]",
    );
    expect(await refusal(local.submit("SELECT :n", { Parameters: [{ name: "n", value: "" }] }))).toBe(
      "ValidationException: 1 validation error detected: Value '' at 'parameters.1.member.value' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  });

  test("a cluster that is not there, and two ways to name one", async () => {
    expect(await refusal(local.submit("SELECT 1", { ClusterIdentifier: "other" }))).toBe(
      "ValidationException: Redshift endpoint doesn't exist in this region.",
    );
    expect(await refusal(local.submit("SELECT 1", { WorkgroupName: "analytics" }))).toBe(
      "ValidationException: ClusterIdentifier and WorkgroupName cannot be provided together.",
    );
  });
});
