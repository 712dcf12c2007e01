import { LocalDataApi } from "../../../testing/emulator/local-data-api";
import { DONE, SessionScript, type Step } from "../../../testing/emulator/session-script";

const ABORTED = "ERROR: current transaction is aborted, commands ignored until end of transaction block";
const NO_TABLE = 'ERROR: relation "nothing" does not exist';

/** `t` is empty when a row begins; its clients are sessions that open with their first statement, or none. */
const ROWS: readonly (readonly [title: string, source: string, steps: readonly Step[]])[] = [
  [
    "ROLLBACK takes back what the session did",
    "Database Developer Guide, BEGIN",
    [
      ["A", "BEGIN", DONE],
      ["A", "INSERT INTO t VALUES (1)", DONE],
      ["A", "SELECT n FROM t", [[1]]],
      ["A", "ROLLBACK", DONE],
      ["A", "SELECT count(*) FROM t", [[0]]],
    ],
  ],
  [
    "COMMIT keeps it, for everybody",
    "Database Developer Guide, BEGIN",
    [
      ["A", "begin transaction", DONE],
      ["A", "INSERT INTO t VALUES (1)", DONE],
      ["A", "commit", DONE],
      ["-", "SELECT n FROM t", [[1]]],
    ],
  ],
  [
    "END and START TRANSACTION are COMMIT and BEGIN",
    "Database Developer Guide, BEGIN, END",
    [
      ["A", "START TRANSACTION", DONE],
      ["A", "INSERT INTO t VALUES (1)", DONE],
      ["A", "END", DONE],
      ["A", "ROLLBACK", DONE],
      ["-", "SELECT n FROM t", [[1]]],
    ],
  ],
  [
    "ABORT is ROLLBACK",
    "Database Developer Guide, ABORT",
    [
      ["A", "BEGIN WORK", DONE],
      ["A", "DELETE FROM t", DONE],
      ["A", "INSERT INTO t VALUES (1)", DONE],
      ["A", "ABORT", DONE],
      ["A", "SELECT count(*) FROM t", [[0]]],
    ],
  ],
  [
    "without BEGIN each statement is committed by itself",
    "Database Developer Guide, BEGIN: by default operations are committed",
    [
      ["A", "INSERT INTO t VALUES (1)", DONE],
      ["A", "ROLLBACK", DONE],
      ["A", "SELECT n FROM t", [[1]]],
    ],
  ],
  [
    "nobody else sees what is not committed",
    "Database Developer Guide, BEGIN: no dirty reads",
    [
      ["A", "BEGIN", DONE],
      ["A", "INSERT INTO t VALUES (1)", DONE],
      ["-", "SELECT count(*) FROM t", [[0]]],
      ["B", "SELECT count(*) FROM t", [[0]]],
      ["A", "SELECT count(*) FROM t", [[1]]],
      ["A", "COMMIT", DONE],
      ["B", "SELECT count(*) FROM t", [[1]]],
    ],
  ],
  [
    "two transactions are open beside each other",
    "Management Guide, Data API, session reuse: 500 sessions",
    [
      ["A", "BEGIN", DONE],
      ["B", "BEGIN", DONE],
      ["A", "INSERT INTO t VALUES (1)", DONE],
      ["B", "INSERT INTO t VALUES (2)", DONE],
      ["A", "SELECT n FROM t", [[1]]],
      ["B", "SELECT n FROM t", [[2]]],
      ["A", "ROLLBACK", DONE],
      ["B", "COMMIT", DONE],
      ["A", "SELECT n FROM t", [[2]]],
    ],
  ],
  [
    "a failed statement fails the transaction: the next is refused",
    "github.com/awslabs/mcp/issues/1525",
    [
      ["A", "BEGIN", DONE],
      ["A", "INSERT INTO t VALUES (1)", DONE],
      ["A", "SELECT * FROM nothing", NO_TABLE],
      ["A", "SELECT 1", ABORTED],
      ["A", "INSERT INTO t VALUES (2)", ABORTED],
      ["A", "ROLLBACK", DONE],
      ["A", "SELECT count(*) FROM t", [[0]]],
    ],
  ],
  [
    "also when somebody else was there in between",
    "github.com/awslabs/mcp/issues/1525",
    [
      ["A", "BEGIN", DONE],
      ["A", "SELECT * FROM nothing", NO_TABLE],
      ["-", "SELECT 1", [[1]]],
      ["A", "SELECT 1", ABORTED],
      ["A", "END", DONE],
      ["A", "SELECT 1", [[1]]],
    ],
  ],
  [
    "COMMIT of a failed transaction rolls it back",
    "PostgreSQL documentation, COMMIT; Redshift's engine descends from it",
    [
      ["A", "BEGIN", DONE],
      ["A", "INSERT INTO t VALUES (1)", DONE],
      ["A", "SELECT * FROM nothing", NO_TABLE],
      ["A", "COMMIT", DONE],
      ["A", "SELECT count(*) FROM t", [[0]]],
    ],
  ],
  [
    "outside of a transaction a failed statement fails nothing else",
    "Database Developer Guide, BEGIN: by default operations are committed",
    [
      ["A", "SELECT * FROM nothing", NO_TABLE],
      ["A", "SELECT 1", [[1]]],
    ],
  ],
  [
    "tables are made and dropped in transactions",
    "Database Developer Guide, BEGIN: operations include DDL",
    [
      ["A", "BEGIN", DONE],
      ["A", "CREATE TABLE made (n int)", DONE],
      ["A", "SELECT count(*) FROM made", [[0]]],
      ["-", "SELECT count(*) FROM made", 'ERROR: relation "made" does not exist'],
      ["A", "ROLLBACK", DONE],
      ["A", "SELECT count(*) FROM made", 'ERROR: relation "made" does not exist'],
    ],
  ],
  [
    "TRUNCATE commits the transaction in which it is run",
    "Database Developer Guide, TRUNCATE",
    [
      ["A", "INSERT INTO t VALUES (1)", DONE],
      ["A", "CREATE TEMP TABLE other AS SELECT 1 AS n", DONE],
      ["A", "BEGIN", DONE],
      ["A", "INSERT INTO t VALUES (2)", DONE],
      ["A", "TRUNCATE other", DONE],
      ["A", "INSERT INTO t VALUES (3)", DONE],
      ["A", "ROLLBACK", DONE],
      ["-", "SELECT n FROM t ORDER BY n", [[1], [2]]],
      ["A", "SELECT count(*) FROM other", [[0]]],
    ],
  ],
  [
    "what TRUNCATE has committed is not done again",
    "Database Developer Guide, TRUNCATE",
    [
      ["A", "CREATE TEMP TABLE other AS SELECT 1 AS n", DONE],
      ["A", "BEGIN", DONE],
      ["A", "INSERT INTO t VALUES (1)", DONE],
      ["A", "TRUNCATE other", DONE],
      ["-", "SELECT n FROM t", [[1]]],
      ["A", "COMMIT", DONE],
      ["-", "SELECT n FROM t", [[1]]],
    ],
  ],
  [
    "TRUNCATE cannot be rolled back",
    "Database Developer Guide, TRUNCATE, examples",
    [
      ["-", "INSERT INTO t VALUES (1)", DONE],
      ["A", "begin", DONE],
      ["A", "truncate t", DONE],
      ["A", "rollback", DONE],
      ["A", "SELECT count(*) FROM t", [[0]]],
    ],
  ],
  [
    "READ ONLY refuses to write, and fails the transaction",
    "Database Developer Guide, BEGIN",
    [
      ["A", "BEGIN READ ONLY", DONE],
      ["A", "SELECT count(*) FROM t", [[0]]],
      ["-", "SELECT 1", [[1]]],
      ["A", "INSERT INTO t VALUES (1)", "ERROR: cannot execute INSERT in a read-only transaction"],
      ["A", "SELECT 1", ABORTED],
      ["A", "END", DONE],
    ],
  ],
  [
    "an isolation level may be named",
    "Database Developer Guide, BEGIN",
    [
      ["A", "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE", DONE],
      ["A", "INSERT INTO t VALUES (1)", DONE],
      ["A", "COMMIT", DONE],
      ["-", "SELECT n FROM t", [[1]]],
    ],
  ],
  [
    "a transaction outside of a session ends with its statement",
    "Management Guide, Data API: the session ends when the SQL is finished",
    [
      ["-", "BEGIN", DONE],
      ["-", "INSERT INTO t VALUES (1)", DONE],
      ["-", "ROLLBACK", DONE],
      ["-", "SELECT n FROM t", [[1]]],
    ],
  ],
  [
    "several statements in one are refused",
    "github.com/aws/amazon-redshift-python-driver/issues/21; Data API: a single SQL statement",
    [["A", "BEGIN; END", "ERROR: cannot insert multiple commands into a prepared statement"]],
  ],
];

describe("transactions in sessions of the local Data API", () => {
  const local = new LocalDataApi();

  beforeAll(async () => {
    await local.warehouses.warm(1);
    await local.run("CREATE TABLE t (n int)");
  });
  beforeEach(() => local.run("TRUNCATE t"));
  afterAll(() => local.close());

  test.each(ROWS)("%s (%s)", async (_title, _source, steps) => {
    expect(await new SessionScript(local).run(steps)).toEqual(steps);
  });
});
