import { LocalDataApi } from "../../../testing/emulator/local-data-api";

describe("batches of the local Data API", () => {
  const local = new LocalDataApi();
  const count = async () => local.rows((await local.run("SELECT count(*) FROM b")).Id);
  const ended = async (sqls: readonly string[], more: object = {}) => {
    const { Id } = await local.batch(sqls, { WaitTimeSeconds: 30, ...more });
    return local.call("DescribeStatement", { Id });
  };
  const statuses = ({ SubStatements }: Record<string, unknown>) =>
    (SubStatements as { Status: string }[]).map(({ Status }) => Status);

  beforeAll(async () => {
    await local.warehouses.warm(1);
    await local.run("CREATE TABLE b (n int)");
  });
  beforeEach(() => local.run("TRUNCATE b"));
  afterAll(() => local.close());

  test("a transaction commits all of it, and results are had by sub-statement", async () => {
    const batch = await ended(["INSERT INTO b VALUES (1)", "SELECT n + 1 FROM b"]);
    expect(batch).toMatchObject({ Status: "FINISHED", ExecutionMode: "TRANSACTION", HasResultSet: true });
    expect(statuses(batch)).toEqual(["FINISHED", "FINISHED"]);
    expect(await local.rows(`${batch.Id}:2`)).toEqual([[2]]);
    expect(await count()).toEqual([[1]]);
  });

  test("a transaction rolls all of it back", async () => {
    const batch = await ended(["INSERT INTO b VALUES (1)", "SELECT * FROM nothing", "SELECT 1"]);
    expect(batch).toMatchObject({
      Status: "FAILED",
      Error: 'Query #2 failed with ERROR: relation "nothing" does not exist',
    });
    expect(statuses(batch)).toEqual(["ABORTED", "FAILED", "ABORTED"]);
    expect(await count()).toEqual([[0]]);
  });

  test("auto-commit keeps what succeeded and goes on after a failure", async () => {
    const sqls = ["INSERT INTO b VALUES (1)", "SELECT * FROM nothing", "INSERT INTO b VALUES (:n)"];
    const batch = await ended(sqls, {
      ExecutionMode: "AUTO_COMMIT",
      Parameters: [{ name: "n", value: "5" }],
    });
    expect(batch.Status).toBe("FAILED");
    expect(statuses(batch)).toEqual(["FINISHED", "FAILED", "FINISHED"]);
    expect(await count()).toEqual([[2]]);
  });

  test("TRUNCATE commits what the batch did before it", async () => {
    const batch = await ended([
      "CREATE TEMP TABLE other (n int)",
      "INSERT INTO b VALUES (1)",
      "TRUNCATE other",
      "INSERT INTO b VALUES (2)",
      "SELECT * FROM nothing",
    ]);
    expect(batch.Status).toBe("FAILED");
    expect(await count()).toEqual([[1]]);
  });

  test("BEGIN and COMMIT in a batch are the database's: what is committed stays", async () => {
    const sqls = [
      "BEGIN",
      "INSERT INTO b VALUES (1)",
      "COMMIT",
      "INSERT INTO b VALUES (2)",
      "SELECT * FROM nothing",
    ];
    expect((await ended(sqls)).Status).toBe("FAILED");
    expect(await count()).toEqual([[1]]);
  });

  test("the statements of a batch share one connection, also with auto-commit", async () => {
    const sqls = [
      "CREATE TEMP TABLE shared AS SELECT 7 AS n",
      "SET query_group TO 'batch'",
      "SELECT n FROM shared",
      "SHOW query_group",
    ];
    for (const ExecutionMode of ["AUTO_COMMIT", "TRANSACTION"]) {
      const batch = await ended(sqls, { ExecutionMode });
      expect(statuses(batch)).toEqual(["FINISHED", "FINISHED", "FINISHED", "FINISHED"]);
      expect(await local.rows(`${batch.Id}:3`)).toEqual([[7]]);
      expect(await local.rows(`${batch.Id}:4`)).toEqual([["batch"]]);
    }
  });

  test("a batch in a session ends the transaction that is open there", async () => {
    const { SessionId } = await local.submit("BEGIN", { SessionKeepAliveSeconds: 600, WaitTimeSeconds: 30 });
    const within = async (Sqls: readonly string[]) => {
      const submitted = await local.call("BatchExecuteStatement", { SessionId, Sqls, WaitTimeSeconds: 30 });
      return (await local.call("DescribeStatement", { Id: submitted.Id })).Status;
    };
    expect(await within(["INSERT INTO b VALUES (1)", "INSERT INTO b VALUES (2)"])).toBe("FINISHED");
    expect(await count()).toEqual([[2]]);
    expect(await within(["INSERT INTO b VALUES (3)", "SELECT * FROM nothing"])).toBe("FAILED");
    expect(await count()).toEqual([[2]]);
  });
});
