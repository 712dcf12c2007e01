import { FilesAndTables } from "../../../../emulator/redshift-data/copy/files-and-tables";
import { LocalDataApi } from "../../../../testing/emulator/local-data-api";
import { MemoryFiles } from "../../../../testing/emulator/memory-files";

const files = new MemoryFiles();
const api = new LocalDataApi(undefined, new FilesAndTables(files));
const ROLE = "IAM_ROLE 'arn:aws:iam::222222222222:role/copy'";

afterAll(() => api.close());

async function errorOf(sql: string): Promise<string> {
  const { Error: error } = await api.run(sql);
  return String(error ?? "none").split("\n")[0] ?? "";
}

const TYPES =
  "s smallint, i int, b bigint, d decimal(38,10), r real, f double precision, o boolean, t varchar(20), y date, z timestamp, j super";
const VALUES = `(1, -2, 9007199254740993, -1234567890123456789012345678.0123456789, 0.5, 0.1, true, 'Zoë|', '1969-12-31', '2026-11-28 13:05:00.123456', json_parse('{"a":[1.10,"x"]}')),
  (NULL, 3, NULL, 0.0000000001, NULL, NULL, false, '', NULL, NULL, NULL)`;

test("what was unloaded as Parquet is loaded as it was, every digit", async () => {
  for (const name of ["before", "after"]) await api.run(`CREATE TABLE ${name} (${TYPES})`);
  expect(await errorOf(`INSERT INTO before VALUES ${VALUES}`)).toBe("none");
  expect(await errorOf(`UNLOAD ('SELECT * FROM before') TO 's3://b/out/' ${ROLE} FORMAT PARQUET`)).toBe(
    "none",
  );
  expect([...files.stored.keys()]).toEqual([
    "s3://b/out/0000_part_00.parquet",
    "s3://b/out/0001_part_00.parquet",
  ]);
  expect(await errorOf(`COPY after FROM 's3://b/out/' ${ROLE} FORMAT AS PARQUET SERIALIZETOJSON`)).toBe(
    "none",
  );
  const rows = async (table: string) => api.rows((await api.run(`SELECT * FROM ${table} ORDER BY i`)).Id);
  expect(await rows("after")).toEqual(await rows("before"));
  expect((await rows("after"))[0]?.slice(2, 4)).toEqual([
    9007199254740993n,
    "-1234567890123456789012345678.0123456789",
  ]);
});

test("a manifest tells the sizes of Parquet files, as UNLOAD's does, or the load fails", async () => {
  await api.run("CREATE TABLE listed (id int)");
  const unload = `UNLOAD ('SELECT 7 AS id') TO 's3://b/listed/' ${ROLE} FORMAT PARQUET PARALLEL OFF MANIFEST`;
  expect(await errorOf(unload)).toBe("none");
  const copy = `COPY listed FROM 's3://b/listed/manifest' ${ROLE} PARQUET MANIFEST`;
  expect(await errorOf(copy)).toBe("none");
  const url = "s3://b/listed/000.parquet";
  for (const [entry, key] of [
    [{ url }, "meta"],
    [{ url, meta: {} }, "content_length"],
  ]) {
    files.put("s3://b/listed/manifest", JSON.stringify({ entries: [entry] }));
    expect(await errorOf(copy)).toBe(`ERROR: File entry does not have '${key}' key.`);
  }
});

test("columns that are not the table's, and options that Parquet does not take, are refused", async () => {
  await api.run("CREATE TABLE few (s smallint)");
  await api.run(`CREATE TABLE other (${TYPES.replace("i int", "i varchar(9)")})`);
  const file = "s3://b/out/0000_part_00.parquet";
  const copy = (table: string, options = "SERIALIZETOJSON") =>
    errorOf(`COPY ${table} FROM 's3://b/out/' ${ROLE} PARQUET ${options}`);
  expect(await copy("few")).toBe(
    `ERROR: Unmatched number of columns between table and file. Table columns: 1, Data columns: 11, File name: ${file}`,
  );
  expect(await copy("other")).toBe(
    `ERROR: Spectrum Scan Error. File '${file}' has an incompatible Parquet schema for column '${file}.i'. Column type: VARCHAR, Parquet schema:`,
  );
  expect(await copy("few", "REGION 'eu-central-1'")).toBe(
    "ERROR: REGION argument is not supported for PARQUET based COPY",
  );
  expect(await copy("few", "MAXERROR 3")).toBe(
    "ERROR: MAXERROR argument is not supported for PARQUET based COPY",
  );
  files.stored.set(file, Buffer.from("no parquet at all"));
  expect(await copy("few")).toMatch(/^ERROR: Spectrum Scan Error\. File /);
});
