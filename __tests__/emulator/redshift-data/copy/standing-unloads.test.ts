import { StandingConnection } from "../../../../testing/emulator/copy/standing-connection";

const INT = [23] as const;
const VARCHAR = [1043, 24] as const;
const CANCELLED = "ERROR: Query cancelled on user's request";

test("an UNLOAD that is cancelled between two files leaves the first, and is told as aborted with its error", async () => {
  const connection = new StandingConnection({ id: INT }, [["1"], ["2"], ["3"]]);
  connection.beforeFile = () => connection.abort();
  const unload = "UNLOAD ('SELECT id FROM t') TO 's3://b/out/' MANIFEST";
  expect(await connection.run(unload)).toEqual({ rowCount: 0, error: CANCELLED });
  expect(connection.files.texts("s3://b/")).toEqual({ "out/0000_part_00": "1\n3\n" });
  const columns = ["status", "error_message", "unloaded_rows", "unloaded_files_count", "unloaded_files_size"];
  expect(connection.told("sys_unload_history", ...columns)).toEqual([
    ["aborted", "Query cancelled on user's request", 0, 1, 4],
  ]);
  expect(connection.told("sys_unload_detail", "file_name", "line_count")).toEqual([
    ["s3://b/out/0000_part_00", 2],
  ]);
  expect([...connection.session.lastFiles]).toEqual([]);
});

/** SYS_UNLOAD_HISTORY and SYS_UNLOAD_DETAIL; extensions: "only the compression method's" where none is given, and none is added to one. */
test.each([
  ["", "Text", "000"],
  ["FIXEDWIDTH 'a:1'", "Text", "000"],
  ["CSV GZIP", "CSV", "000.gz"],
  ["CSV ZSTD EXTENSION 'csv'", "CSV", "000.csv"],
  ["JSON", "JSON", "000.json"],
  ["PARQUET", "Parquet", "000.parquet"],
])("UNLOAD %s is told as %s, of the file %s", async (options, format, name) => {
  const connection = new StandingConnection({ id: INT }, [["1"]]);
  await connection.run(`UNLOAD ('SELECT id FROM t') TO 's3://b/' PARALLEL OFF ${options}`);
  expect(connection.told("sys_unload_history", "file_format")).toEqual([[format]]);
  expect(connection.told("sys_unload_detail", "file_format", "file_name")).toEqual([
    [format, `s3://b/${name}`],
  ]);
  expect(connection.told("stl_unload_log", "file_format", "path")).toEqual([[format, `s3://b/${name}`]]);
});

test("of partitions, one manifest lies in the root folder, where none may be", async () => {
  const connection = new StandingConnection({ n: INT, p: VARCHAR }, [["1", "x"]]);
  const unload = (options: string) =>
    connection.run(
      `UNLOAD ('SELECT n, p FROM t') TO 's3://b/out' PARTITION BY (p) MANIFEST PARALLEL OFF ${options}`,
    );
  expect(await unload("")).toEqual({ rowCount: 1 });
  expect(Object.keys(connection.files.texts("s3://b/"))).toEqual(["out/p=x/000", "out/manifest"]);
  connection.files.stored.delete("s3://b/out/p=x/000");
  expect((await unload("")).error).toMatch(/^ERROR: Specified unload destination on S3 is not empty/);
  connection.put({ "out/manifest-old": "", "out/p=y/000": "", "out/p=x/001": "" });
  for (const option of ["ALLOWOVERWRITE", "CLEANPATH"]) expect(await unload(option)).toEqual({ rowCount: 1 });
  expect(Object.keys(connection.files.texts("s3://b/")).sort()).toEqual([
    ...["out/manifest", "out/manifest-old", "out/p=x/000", "out/p=y/000"],
  ]);
});

test("a manifest of Parquet has the sizes that a load needs; with HEADER, rows are counted with it", async () => {
  const connection = new StandingConnection({ n: INT }, [["1"], ["2"]]);
  const manifest = async (options: string) => {
    const { error } = await connection.run(
      `UNLOAD ('SELECT n FROM t') TO 's3://b/out/' PARALLEL OFF ALLOWOVERWRITE ${options}`,
    );
    expect(error).toBeUndefined();
    return JSON.parse(connection.files.texts("s3://b/out/").manifest ?? "");
  };
  const { entries } = await manifest("MANIFEST PARQUET");
  const bytes = connection.files.stored.get("s3://b/out/000.parquet")?.length;
  expect(entries).toEqual([{ url: "s3://b/out/000.parquet", meta: { content_length: bytes } }]);
  expect(await manifest("MANIFEST VERBOSE HEADER")).toEqual({
    entries: [{ url: "s3://b/out/000", meta: { content_length: 6, record_count: 3 } }],
    schema: { elements: [{ name: "n", type: { base: "integer" } }] },
    meta: { content_length: 6, record_count: 3 },
    author: { name: "Amazon Redshift", version: "1.0.0" },
  });
});
