import { gzipSync } from "node:zlib";
import { FilesAndTables } from "../../../../emulator/redshift-data/copy/files-and-tables";
import { storedAsZstd } from "../../../../emulator/redshift-data/copy/write/stored-zstd";
import { LocalDataApi } from "../../../../testing/emulator/local-data-api";
import { MemoryFiles } from "../../../../testing/emulator/memory-files";

const files = new MemoryFiles();
const api = new LocalDataApi(undefined, new FilesAndTables(files));
const ROLE = "IAM_ROLE 'arn:aws:iam::222222222222:role/copy'";

afterAll(() => api.close());

async function done(sql: string): Promise<Record<string, unknown>> {
  const answer = await api.run(sql);
  if (answer.Status !== "FINISHED") throw new Error(String(answer.Error));
  return answer;
}

async function rowsOf(sql: string): Promise<unknown[][]> {
  return api.rows(String((await done(sql)).Id));
}

/** What a COPY of one text into a new table loads; columns as they are declared. */
async function loaded(columns: string, text: string | Buffer, options: string): Promise<unknown[][]> {
  await done(`DROP TABLE IF EXISTS t`);
  await done(`CREATE TABLE t (${columns})`);
  files.put("s3://landing/in/one", text);
  await done(`COPY t FROM 's3://landing/in/one' ${ROLE} ${options}`);
  return rowsOf("SELECT * FROM t ORDER BY 1");
}

async function failure(columns: string, text: string | Buffer, options: string): Promise<unknown[][]> {
  await done(`DROP TABLE IF EXISTS t`);
  await done(`CREATE TABLE t (${columns})`);
  files.put("s3://landing/in/one", text);
  const {
    Status,
    Error: error,
    RedshiftQueryId,
  } = await api.run(`COPY t FROM 's3://landing/in/one' ${ROLE} ${options}`);
  expect([Status, error]).toEqual([
    "FAILED",
    "ERROR: Load into table 't' failed.  Check 'stl_load_errors' system table for details.",
  ]);
  return rowsOf(
    `SELECT line_number, column_name, error_code, error_message FROM sys_load_error_detail WHERE query_id = ${RedshiftQueryId}`,
  );
}

test("CSV: quotes, delimiters and line ends in them, empty values", async () => {
  const csv = 'id,name,price\r\n1,"Ann ""A"", Ltd\nBerlin",10.5\r\n2,,\r\n';
  expect(await loaded("id int, name varchar(40), price decimal(8,2)", csv, "CSV IGNOREHEADER 1")).toEqual([
    [1, 'Ann "A", Ltd\nBerlin', "10.50"],
    [2, "", true],
  ]);
});

test("the answer counts the rows, as pg_last_copy_count() does in the same session", async () => {
  await done("DROP TABLE IF EXISTS counted");
  await done("CREATE TABLE counted (id int)");
  files.put("s3://landing/count/a", "1\n2\n");
  files.put("s3://landing/count/b", "3\n");
  const { Id } = await api.batch([
    "SELECT pg_last_copy_count()",
    `COPY counted FROM 's3://landing/count/' ${ROLE}`,
    "SELECT pg_last_copy_count()",
  ]);
  await api.pass(1);
  const { Status, SubStatements } = await api.call("DescribeStatement", { Id });
  const parts = SubStatements as { Id: string; ResultRows: number; RedshiftQueryId: number }[];
  expect([Status, parts[1]?.ResultRows]).toEqual(["FINISHED", 3]);
  expect([await api.rows(`${Id}:1`), await api.rows(`${Id}:3`)]).toEqual([[[0]], [[3]]]);
  expect(
    await rowsOf(`SELECT status, table_name, loaded_rows, source_file_count, data_source FROM sys_load_history
      WHERE query_id = ${parts[1]?.RedshiftQueryId}`),
  ).toEqual([["completed", "counted", 3, 2, "s3://landing/count/"]]);
});

test("delimited: escapes, quotes taken off, NULL, a delimiter at the line's end, several characters", async () => {
  const columns = "id int, name varchar(20)";
  expect(await loaded(columns, "1|a\\|b\\\nc\n2|\\N\n", "ESCAPE")).toEqual([
    [1, "a|b\nc"],
    [2, true],
  ]);
  expect(await loaded(columns, "1|'a|b'\n2|\"c\"|\n", "REMOVEQUOTES")).toEqual([
    [1, "a|b"],
    [2, "c"],
  ]);
  expect(await loaded(columns, "1~~none\n2~~x\n", "DELIMITER '~~' NULL AS 'none'")).toEqual([
    [1, true],
    [2, "x"],
  ]);
  expect(await loaded(columns, "1\tx\n", "DELIMITER '\\t'")).toEqual([[1, "x"]]);
});

test("fixed width", async () => {
  expect(await loaded("id int, name varchar(20)", "  1Ann  \n 22Bo\n", "FIXEDWIDTH 'id:3,name:5'")).toEqual([
    [1, "Ann"],
    [22, "Bo"],
  ]);
});

test("decimals are cut, not rounded, unless ROUNDEC says so", async () => {
  const columns = "price decimal(8,2)";
  expect(await loaded(columns, "20.259\n", "")).toEqual([["20.25"]]);
  expect(await loaded(columns, "20.259\n", "ROUNDEC")).toEqual([["20.26"]]);
  expect(await loaded("price decimal(38,10)", "-1234567890123456789012345678.1234567890\n", "")).toEqual([
    ["-1234567890123456789012345678.1234567890"],
  ]);
});

test("dates and times: the defaults, formats, epochs, automatic ones", async () => {
  const columns = "d date, at timestamp";
  const one = [["2026-11-28", "2026-11-28 13:05:00"]];
  expect(await loaded(columns, "2026-11-28|2026-11-28 13:05:00\n", "")).toEqual(one);
  const formats = "DATEFORMAT 'DD.MM.YYYY' TIMEFORMAT 'MM/DD/YYYY HH12:MI AM'";
  expect(await loaded(columns, "28.11.2026|11/28/2026 01:05 PM\n", formats)).toEqual(one);
  expect(
    await loaded(columns, "Nov 28 2026|2026-11-28T13:05:00Z\n", "DATEFORMAT 'auto' TIMEFORMAT 'auto'"),
  ).toEqual(one);
  expect(
    await loaded(columns, "20261128|1795871100\n", "DATEFORMAT AS 'auto' TIMEFORMAT AS 'epochsecs'"),
  ).toEqual(one);
  expect(await loaded("at timestamptz", "1795871100123\n", "TIMEFORMAT 'epochmillisecs'")).toEqual([
    ["2026-11-28 13:05:00.123+00"],
  ]);
  expect(await loaded(columns, "soon|later\n", "ACCEPTANYDATE")).toEqual([[true, true]]);
});

test("texts: FILLRECORD, TRUNCATECOLUMNS, blanks, empty values, invalid bytes", async () => {
  const columns = "id int, a varchar(4), b varchar(9)";
  expect(await loaded(columns, "1|Zürich\n", "FILLRECORD TRUNCATECOLUMNS")).toEqual([[1, "Zür", ""]]);
  expect(await loaded(columns, "1|  | x \n", "BLANKSASNULL TRIMBLANKS")).toEqual([[1, true, " x"]]);
  expect(await loaded(columns, "1||\n", "EMPTYASNULL")).toEqual([[1, true, true]]);
  const invalid = Buffer.concat([Buffer.from("1|a"), Buffer.from([0xff]), Buffer.from("|b\n")]);
  expect(await loaded(columns, invalid, "ACCEPTINVCHARS AS '^'")).toEqual([[1, "a^", "b"]]);
});

test.each([
  ["GZIP", gzipSync("1\n")],
  ["ZSTD", storedAsZstd(Buffer.from("1\n"))],
  ["BZIP2", Buffer.from("QlpoOTFBWSZTWTIpIb0AAADIAAAQIAAgACEAgrF3JFOFCQMikhvQ", "base64")],
])("%s", async (option, bytes) => {
  expect(await loaded("id int", bytes, option)).toEqual([[1]]);
});

test.each([
  ["int", "x1\n", [[1, "v", 1207, "Invalid digit, Value 'x', Pos 0, Type: Integer"]]],
  ["smallint", "1\n40000\n", [[2, "v", 1222, "Overflow (Short valid range -32768 to 32767)"]]],
  ["varchar(3)", "abcd\n", [[1, "v", 1204, "String length exceeds DDL length"]]],
  ["date", "soon\n", [[1, "v", 1205, "Invalid Date Format - length must be 10 or more"]]],
  ["int", "1|2\n", [[1, "", 1202, "Extra column(s) found"]]],
  ["int NOT NULL", "\n", [[1, "v", 1213, "Missing data for not-null field"]]],
  ["boolean", "maybe\n", [[1, "v", 1210, "Unknown boolean format"]]],
])("%s refuses %j", async (type, text, rows) => {
  expect(await failure(`v ${type}`, text, "")).toEqual(rows);
});

test("fewer errors than MAXERROR are left out; so many load nothing, and 0 is as 1", async () => {
  expect(await loaded("id int", "1\nx\n3\n", "MAXERROR 2")).toEqual([[1], [3]]);
  expect((await failure("id int", "1\nx\ny\n", "MAXERROR 2")).length).toBe(2);
  for (const first of [0, 1])
    expect((await failure("id int", "1\nx\ny\n", `MAXERROR ${first}`)).length).toBe(1);
  expect(await rowsOf("SELECT count(*) FROM t")).toEqual([[0]]);
});

test("a manifest names the files; one that is missing fails the load only where it says so", async () => {
  files.put(
    "s3://landing/lists/m",
    JSON.stringify({
      entries: [
        { url: "s3://landing/listed/a", mandatory: true },
        { url: "s3://landing/listed/none" },
        { url: "s3://landing/listed/a" },
      ],
    }),
  );
  files.put("s3://landing/listed/a", "7\n");
  await done("DROP TABLE IF EXISTS m");
  await done("CREATE TABLE m (id int)");
  await done(`COPY m FROM 's3://landing/lists/m' MANIFEST ${ROLE}`);
  expect(await rowsOf("SELECT id FROM m")).toEqual([[7], [7]]);
  files.put(
    "s3://landing/lists/m",
    JSON.stringify({ entries: [{ url: "s3://landing/listed/none", mandatory: true }] }),
  );
  const error = async (from: string) =>
    String((await api.run(`COPY m FROM 's3://landing/${from}' MANIFEST ${ROLE}`)).Error).split("\n")[0];
  expect(await error("lists/m")).toBe("ERROR: The specified S3 prefix 'listed/none' does not exist");
  expect(await error("lists/")).toBe(
    "ERROR: COPY with MANIFEST parameter requires full path of an S3 object.",
  );
  // "Regardless of any mandatory settings, COPY will terminate if no files are found."
  for (const entries of [[{ url: "s3://landing/listed/none" }], []]) {
    files.put("s3://landing/lists/m", JSON.stringify({ entries }));
    expect(await error("lists/m")).toMatch(/^ERROR: The specified S3 prefix '.*' does not exist$/);
  }
});

test("a list of columns, defaults, IDENTITY with and without EXPLICIT_IDS", async () => {
  const table = async (options: string, columns = "") => {
    await done("DROP TABLE IF EXISTS i");
    await done("CREATE TABLE i (id bigint IDENTITY(1,1), name varchar(9), kind varchar(9) DEFAULT 'none')");
    await done(`COPY i ${columns} FROM 's3://landing/i/one' ${ROLE} ${options}`);
    return rowsOf("SELECT * FROM i");
  };
  files.put("s3://landing/i/one", "ann\n");
  expect(await table("", "(name)")).toEqual([[1, "ann", "none"]]);
  files.put("s3://landing/i/one", "70|ann|x\n");
  expect(await table("EXPLICIT_IDS")).toEqual([[70, "ann", "x"]]);
  // "With IDENTITY columns omitted if EXPLICIT_IDS was also not specified": the file has no values for them.
  await expect(table("")).rejects.toThrow("Load into table 'i' failed.");
  files.put("s3://landing/i/one", "ann|x\n");
  expect(await table("")).toEqual([[1, "ann", "x"]]);
});

test("a COPY is part of its transaction, also when another session comes between", async () => {
  await done("DROP TABLE IF EXISTS tx");
  await done("CREATE TABLE tx (id int)");
  files.put("s3://landing/tx/one", "1\n2\n");
  const copy = `COPY tx FROM 's3://landing/tx/' ${ROLE}`;
  const first = await api.submit("BEGIN", { SessionKeepAliveSeconds: 600, WaitTimeSeconds: 30 });
  const inSession = (sql: string) =>
    api.call("ExecuteStatement", { SessionId: first.SessionId, Sql: sql, WaitTimeSeconds: 30 });
  await inSession(copy);
  files.stored.clear();
  expect(await rowsOf("SELECT count(*) FROM tx")).toEqual([[0]]);
  await inSession("COMMIT");
  expect(await rowsOf("SELECT count(*) FROM tx")).toEqual([[2]]);
});

test("what Redshift refuses before it reads a file", async () => {
  await done("DROP TABLE IF EXISTS t");
  await done("CREATE TABLE t (id int)");
  const error = async (sql: string) => String((await api.run(sql)).Error).split("\n")[0];
  expect(await error(`COPY none FROM 's3://b/x' ${ROLE}`)).toBe(
    "ERROR: Cannot COPY into nonexistent table none",
  );
  expect(await error(`COPY payroll FROM 's3://b/x' ${ROLE}`)).toBe(
    "ERROR: permission denied for relation payroll",
  );
  expect(await error(`COPY t (no) FROM 's3://b/x' ${ROLE}`)).toBe(
    'ERROR: column "no" of relation "t" does not exist',
  );
  expect(await error(`COPY t FROM 's3://b/x' ${ROLE} CVS`)).toBe('ERROR: syntax error at or near "CVS"');
  expect(await error(`COPY t FROM 's3://b/x' ${ROLE}`)).toBe(
    "ERROR: The specified S3 prefix 'x' does not exist",
  );
});
