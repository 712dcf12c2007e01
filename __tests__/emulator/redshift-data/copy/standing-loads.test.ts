import { gzipSync } from "node:zlib";
import { parquetWriteBuffer } from "hyparquet-writer";
import { parquetFile } from "../../../../testing/emulator/copy/parquet-file";
import { StandingConnection } from "../../../../testing/emulator/copy/standing-connection";

const INT = [23] as const;
const VARCHAR = [1043, 24] as const;
const CANCELLED = "ERROR: Query cancelled on user's request";

test("a COPY that is cancelled between two files loads nothing, and is told as aborted with what it read", async () => {
  const connection = new StandingConnection({ id: INT });
  connection.put({ "in/a": "1\n2\n", "in/b": "3\n" });
  connection.beforeFile = () => connection.abort();
  expect(await connection.run("COPY t FROM 's3://b/in/'")).toEqual({ rowCount: 0, error: CANCELLED });
  expect(connection.copiedIn).toEqual([]);
  // Statuses: running, completed, aborted (SYS_LOAD_HISTORY).
  const columns = ["status", "loaded_rows", "loaded_bytes", "source_file_count", "source_file_bytes"];
  expect(connection.told("sys_load_history", ...columns)).toEqual([["aborted", 0, 0, 1, 4]]);
  expect(connection.told("sys_load_detail", "file_name", "lines_scanned")).toEqual([["s3://b/in/a", 2]]);
  expect([...connection.session.lastFiles]).toEqual([
    ["last_copy_id", 7],
    ["last_copy_count", 0],
  ]);
});

test("what the session knows of the last COPY and UNLOAD", async () => {
  const connection = new StandingConnection({ id: INT }, [["1"], ["2"], ["3"]]);
  connection.put({ "in/a": "1\n2\n" });
  expect(await connection.run("COPY t FROM 's3://b/in/'")).toEqual({ rowCount: 2 });
  expect(await connection.run("UNLOAD ('SELECT id FROM t') TO 's3://b/out/' JSON")).toEqual({ rowCount: 3 });
  expect(Object.fromEntries(connection.session.lastFiles)).toEqual({
    ...{ last_copy_id: 7, last_copy_count: 2, last_unload_id: 7, last_unload_count: 3 },
  });
  expect(connection.told("sys_unload_history", "status", "error_message", "file_format")).toEqual([
    ["completed", null, "JSON"],
  ]);
  expect(await connection.run("COPY t FROM 's3://b/in/' NOLOAD")).toEqual({ rowCount: 0 });
  expect(connection.session.lastFiles.get("last_copy_count")).toBe(0);
  expect(connection.openResults).toBe(0);
  // The limits of results are those of an answer, and what is unloaded is none.
  expect(connection.unlimited).toEqual(["SELECT id FROM t"]);
});

test("times are UTC, and durations their distance in microseconds", async () => {
  const connection = new StandingConnection({ id: INT }, [["1"]]);
  connection.put({ "in/a": "1\n" });
  connection.beforeFile = () => {
    for (const start = Date.now(); Date.now() === start; );
  };
  await connection.run("COPY t FROM 's3://b/in/'");
  await connection.run("UNLOAD ('SELECT id FROM t') TO 's3://b/out/'");
  for (const view of ["sys_load_history", "sys_unload_history"]) {
    const [[start, end, duration] = []] = connection.told(view, "start_time", "end_time", "duration");
    for (const time of [start, end]) expect(time).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/);
    const distance = Date.parse(`${end}Z`) - Date.parse(`${start}Z`);
    expect([distance > 0, duration]).toEqual([true, distance * 1000]);
  }
});

test("files behind the one in which errors became too many are not read", async () => {
  const connection = new StandingConnection({ id: INT });
  connection.put({ "in/a": "x\ny\n", "in/b": "1\n" });
  const read: string[] = [];
  connection.beforeFile = (key) => read.push(key);
  await connection.run("COPY t FROM 's3://b/in/' MAXERROR 2");
  expect(read).toEqual(["in/a"]);
});

test("a temporary table is named with its #, and a column once", async () => {
  const connection = new StandingConnection({ id: INT, name: VARCHAR });
  connection.put({ "in/a": "1,x\n" });
  expect(await connection.run("COPY #t FROM 's3://b/in/' CSV")).toEqual({ rowCount: 1 });
  expect(await connection.run("COPY #t (id, name) FROM 's3://b/in/' CSV")).toEqual({ rowCount: 1 });
  for (const columns of ["id, id", 'id, "ID"']) {
    expect(await connection.run(`COPY t (${columns}) FROM 's3://b/in/' CSV`)).toEqual({
      rowCount: 0,
      error: 'ERROR: column "id" specified more than once',
    });
  }
});

test.each([
  ["stl_load_errors", { cluster: "warehouse" }],
  ["sys_load_error_detail", { workgroup: { name: "w", id: "1" } }],
])("the view of load errors is %s of %j", async (view, warehouse) => {
  const connection = new StandingConnection({ id: INT }, [], warehouse);
  connection.put({ "in/a": "x\n" });
  const { error } = await connection.run("COPY t FROM 's3://b/in/'");
  expect(error).toBe(`ERROR: Load into table 't' failed.  Check '${view}' system table for details.`);
});

/** "Regardless of any mandatory settings, COPY will terminate if no files are found." */
test("a manifest none of whose files is there fails the load", async () => {
  const connection = new StandingConnection({ id: INT });
  const entries = [{ url: "s3://b/no/1" }, { url: "s3://b/no/2", mandatory: false }];
  connection.put({ m: JSON.stringify({ entries }), empty: JSON.stringify({ entries: [] }) });
  for (const [manifest, prefix] of [
    ["m", "no/1"],
    ["empty", "empty"],
  ]) {
    const { error } = await connection.run(`COPY t FROM 's3://b/${manifest}' MANIFEST`);
    expect(error?.split("\n")[0]).toBe(`ERROR: The specified S3 prefix '${prefix}' does not exist`);
  }
  connection.put({ one: "1\n", some: JSON.stringify({ entries: [...entries, { url: "s3://b/one" }] }) });
  expect(await connection.run("COPY t FROM 's3://b/some' MANIFEST")).toEqual({ rowCount: 1 });
  const mandatory = [{ url: "s3://b/one" }, { url: "s3://b/no/3", mandatory: true }];
  connection.put({ all: JSON.stringify({ entries: mandatory }) });
  const { error: lacking } = await connection.run("COPY t FROM 's3://b/all' MANIFEST");
  expect(lacking?.split("\n")[0]).toBe("ERROR: The specified S3 prefix 'no/3' does not exist");
  expect(connection.copiedIn).toEqual(["1\n"]);
  const rule = "  -----------------------------------------------";
  expect(await connection.run("COPY t FROM 's3://b/so' MANIFEST")).toEqual({
    rowCount: 0,
    error: [
      "ERROR: COPY with MANIFEST parameter requires full path of an S3 object.",
      ...["  Detail: ", rule],
      "  error:  COPY with MANIFEST parameter requires full path of an S3 object.",
      ...["  code:      8001", "  context:   s3://b/so", "  query:     7"],
      ...["  location:  s3_utility.cpp:671", "  process:   padbmaster [pid=8]", rule],
    ].join("\n"),
  });
  expect((await connection.run("COPY t FROM 's3://b/nothing' MANIFEST")).error).toMatch(
    /\n {2}code: {6}8001\n {2}context: {3}Listing bucket=b prefix=nothing\n[\s\S]*location: {2}s3_utility\.cpp:671\n/,
  );
});

const PARQUET = Buffer.from(
  parquetWriteBuffer({
    schema: [
      { name: "schema", num_children: 1 },
      { name: "id", type: "INT32" },
    ],
    columnData: [{ name: "id", data: [1, 2] }],
  }),
);

test("a manifest of Parquet needs the length of each file", async () => {
  const connection = new StandingConnection({ id: INT, n: VARCHAR });
  const manifest = (...metas: object[]) =>
    JSON.stringify({ entries: metas.map((meta) => ({ url: "s3://b/f", ...meta })) });
  const right = { meta: { content_length: PARQUET.length } };
  const wrong = [
    [{}, "meta"],
    [{ meta: {} }, "content_length"],
    [{ meta: { content_length: "9" } }, "content_length"],
  ] as const;
  connection.put({ f: PARQUET, m: manifest(right) });
  for (const [at, [meta, key]] of wrong.entries()) {
    connection.put({ [`wrong${at}`]: manifest(right, meta) });
    const { error } = await connection.run(`COPY t FROM 's3://b/wrong${at}' MANIFEST PARQUET`);
    expect(error).toMatch(
      /^ERROR: File entry does not have '\w+' key\.\n[\s\S]*code: {6}15003\n[\s\S]*location: {2}spectrum_manifest\.cpp:204\n/,
    );
    expect(error).toContain(`'${key}' key`);
  }
  expect(await connection.run("COPY t FROM 's3://b/m' MANIFEST PARQUET FILLRECORD")).toEqual({ rowCount: 2 });
  expect(connection.copiedIn).toEqual(["1\t\\N\n2\t\\N\n"]);
});

test("a text of Parquet that is no UTF-8 is refused, or replaced with ACCEPTINVCHARS", async () => {
  const connection = new StandingConnection({ v: VARCHAR });
  const schema = [
    { name: "schema", num_children: 1 },
    { name: "v", type: "BYTE_ARRAY" as const },
  ];
  const columnData = [{ name: "v", data: [Uint8Array.of(0x61, 0xff)] }];
  connection.put({ "in/a": Buffer.from(parquetWriteBuffer({ schema, columnData })) });
  expect((await connection.run("COPY t FROM 's3://b/in/' PARQUET")).error).toMatch(/^ERROR: Load into table/);
  expect(connection.told("sys_load_error_detail", "error_code", "error_message", "position")).toEqual([
    [
      ...[
        1220,
        "String contains invalid or unsupported UTF8 codepoints. Bad UTF8 hex sequence: ff (error 3)",
        1,
      ],
    ],
  ]);
  expect(await connection.run("COPY t FROM 's3://b/in/' PARQUET ACCEPTINVCHARS")).toEqual({ rowCount: 1 });
  expect(connection.copiedIn).toEqual(["a?\n"]);
});

// "ACCEPTINVCHARS", https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-conversion.html
test("ACCEPTINVCHARS is of VARCHAR alone in Parquet too", async () => {
  const connection = new StandingConnection({ v: [1042, 24] });
  connection.put({ "in/a": parquetFile([{ type: "BYTE_ARRAY" }], [[Uint8Array.of(0x61, 0xff)]]) });
  const { error } = await connection.run("COPY t FROM 's3://b/in/' PARQUET ACCEPTINVCHARS");
  expect(error).toMatch(/^ERROR: Load into table/);
  expect(connection.told("sys_load_error_detail", "error_code")).toEqual([[1220]]);
});

test("a text of Parquet that is no UTF-8 is no SUPER either", async () => {
  const connection = new StandingConnection({ v: [114] });
  connection.put({ "in/a": parquetFile([{ type: "BYTE_ARRAY" }], [[Uint8Array.of(0x61, 0xff)]]) });
  const { error } = await connection.run("COPY t FROM 's3://b/in/' PARQUET SERIALIZETOJSON");
  expect(error).toMatch(/^ERROR: Load into table/);
  expect(connection.told("sys_load_error_detail", "error_code", "position")).toEqual([[1220, 1]]);
});

test("a Parquet file is unpacked as its name says", async () => {
  const connection = new StandingConnection({ id: INT });
  connection.put({
    "in/a.parquet": PARQUET,
    "in/b.gz": gzipSync(PARQUET),
    "in/c.parquet.gz": gzipSync(PARQUET),
  });
  expect(await connection.run("COPY t FROM 's3://b/in/' PARQUET")).toEqual({ rowCount: 6 });
  const stored = [...connection.files.stored.values()].map(({ length }) => [length]);
  expect(connection.told("sys_load_detail", "bytes_scanned")).toEqual(stored);
  connection.put({ "in/d.bz2": PARQUET });
  expect((await connection.run("COPY t FROM 's3://b/in/' PARQUET")).error).toBe(
    "ERROR: Failed to decompress s3://b/in/d.bz2: it is not in the BZIP2 format",
  );
});

/** FILLRECORD: "zero-length strings" in VARCHAR columns, NULL in others, CHAR among them. */
test("values that a record has not", async () => {
  const connection = new StandingConnection({ id: INT, c: [1042, 8], v: VARCHAR, d: [1082], last: VARCHAR });
  connection.put({ "in/a": "1\n" });
  for (const options of ["FILLRECORD", "FILLRECORD EMPTYASNULL", "CSV FILLRECORD"])
    await connection.run(`COPY t FROM 's3://b/in/' ${options}`);
  connection.put({ "in/a": " 1" });
  await connection.run("COPY t FROM 's3://b/in/' FIXEDWIDTH 'id:2' FILLRECORD");
  const filled = "1\t\\N\t\t\\N\t\n";
  expect(connection.copiedIn).toEqual([filled, "1\t\\N\t\\N\t\\N\t\\N\n", filled, filled]);
});
