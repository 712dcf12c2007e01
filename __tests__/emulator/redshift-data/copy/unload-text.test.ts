import { gunzipSync } from "node:zlib";
import { decompress } from "fzstd";
import { FilesAndTables } from "../../../../emulator/redshift-data/copy/files-and-tables";
import { textParts } from "../../../../emulator/redshift-data/copy/write/file-parts";
import { LocalDataApi } from "../../../../testing/emulator/local-data-api";
import { MemoryFiles } from "../../../../testing/emulator/memory-files";

const files = new MemoryFiles();
const api = new LocalDataApi(undefined, new FilesAndTables(files));
const ROLE = "IAM_ROLE 'arn:aws:iam::222222222222:role/copy'";
const ROWS = `SELECT 1 AS id, ''Ann, "B"''::varchar(20) AS name, true AS ok, 20.50::decimal(8,2) AS price
  UNION ALL SELECT 2, NULL, false, NULL ORDER BY id`;

afterAll(() => api.close());
beforeEach(() => files.stored.clear());

async function unloaded(options: string, query = ROWS): Promise<Record<string, string>> {
  const { Status, Error: error } = await api.run(
    `UNLOAD ('${query}') TO 's3://landing/out/' ${ROLE} ${options}`,
  );
  expect([Status, error]).toEqual(["FINISHED", undefined]);
  return files.texts("s3://landing/out/");
}

async function failure(options: string, query = ROWS): Promise<string | undefined> {
  const { Error: error } = await api.run(`UNLOAD ('${query}') TO 's3://landing/out/' ${ROLE} ${options}`);
  return String(error).split("\n")[0];
}

test.each([
  ["PARALLEL OFF", { "000": '1|Ann, "B"|t|20.50\n2||f|\n' }],
  ["", { "0000_part_00": '1|Ann, "B"|t|20.50\n', "0001_part_00": "2||f|\n" }],
  [
    "FORMAT CSV HEADER PARALLEL OFF NULL AS 'none'",
    { "000": 'id,name,ok,price\n1,"Ann, ""B""",t,20.50\n2,none,f,none\n' },
  ],
  ["ADDQUOTES ESCAPE PARALLEL OFF", { "000": '"1"|"Ann, \\"B\\""|"t"|"20.50"\n"2"|""|"f"|""\n' }],
  [
    "FORMAT JSON PARALLEL OFF",
    {
      "000.json":
        '{"id":1,"name":"Ann, \\"B\\"","ok":"t","price":20.50}\n{"id":2,"name":null,"ok":"f","price":null}\n',
    },
  ],
  ["FIXEDWIDTH 'a:3,b:9,c:1,d:6' PARALLEL OFF", { "000": '1  Ann, "B" t20.50 \n2           f      \n' }],
  ["PARTITION BY (ok) CSV", { "ok=t/0000_part_00": '1,"Ann, ""B""",20.50\n', "ok=f/0000_part_00": "2,,\n" }],
  ["CSV EXTENSION 'csv' PARALLEL OFF", { "000.csv": '1,"Ann, ""B""",t,20.50\n2,,f,\n' }],
  [
    "PARALLEL OFF MANIFEST",
    {
      "000": '1|Ann, "B"|t|20.50\n2||f|\n',
      manifest: '{\n  "entries": [\n    {\n      "url": "s3://landing/out/000"\n    }\n  ]\n}\n',
    },
  ],
])("UNLOAD %s", async (options, expected) => {
  expect(await unloaded(options)).toEqual(expected);
});

test("a verbose manifest tells schema, sizes and counts, as the system view does", async () => {
  const { manifest = "" } = await unloaded("PARALLEL OFF MANIFEST VERBOSE");
  expect(JSON.parse(manifest)).toEqual({
    entries: [{ url: "s3://landing/out/000", meta: { content_length: 25, record_count: 2 } }],
    schema: {
      elements: [
        { name: "id", type: { base: "integer" } },
        { name: "name", type: { base: "character varying", max_length: 65_535 } },
        { name: "ok", type: { base: "boolean" } },
        { name: "price", type: { base: "numeric", precision: 38, scale: 2 } },
      ],
    },
    meta: { content_length: 25, record_count: 2 },
    author: { name: "Amazon Redshift", version: "1.0.0" },
  });
  const { Id } = await api.run(
    "SELECT file_name, line_count, transfer_size FROM sys_unload_detail ORDER BY query_id DESC LIMIT 1",
  );
  expect(await api.rows(String(Id))).toEqual([["s3://landing/out/000", 2, 25]]);
});

test("compressed files", async () => {
  await unloaded("GZIP PARALLEL OFF");
  const text = '1|Ann, "B"|t|20.50\n2||f|\n';
  expect(gunzipSync(files.stored.get("s3://landing/out/000.gz") ?? "").toString()).toBe(text);
  await unloaded("ZSTD PARALLEL OFF ALLOWOVERWRITE");
  expect(
    Buffer.from(decompress(files.stored.get("s3://landing/out/000.zst") ?? Buffer.alloc(0))).toString(),
  ).toBe(text);
});

test("what is there is refused, overwritten or deleted", async () => {
  files.put("s3://landing/out/000", "old");
  files.put("s3://landing/out/older", "old");
  expect(await failure("PARALLEL OFF")).toMatch(/^ERROR: Specified unload destination on S3 is not empty\./);
  expect(Object.keys(await unloaded("PARALLEL OFF ALLOWOVERWRITE")).sort()).toEqual(["000", "older"]);
  expect(Object.keys(await unloaded("PARALLEL OFF CLEANPATH"))).toEqual(["000"]);
});

test("no rows make no file", async () => {
  expect(await unloaded("CSV", "SELECT 1 AS id WHERE false")).toEqual({});
});

test("files end before they are larger than MAXFILESIZE", () => {
  const rows = ["aaaa", "bbbb", "cccc"].map((value) => [value]);
  const parts = textParts(
    rows,
    { line: ([value]) => String(value) },
    { isParallel: false, maximumFileBytes: 10 },
  );
  expect(parts.map(({ part, rows: count, bytes }) => [part, count, bytes.toString()])).toEqual([
    [0, 2, "aaaa\nbbbb\n"],
    [1, 1, "cccc\n"],
  ]);
});

test.each([
  ["ALLOWOVERWRITE CLEANPATH", "ERROR: ALLOWOVERWRITE and CLEANPATH cannot be used together"],
  ["PARQUET HEADER", "ERROR: HEADER is not supported for UNLOAD to PARQUET"],
  ["PARQUET ENCRYPTED", "ERROR: PARQUET and ENCRYPTED cannot be used together without KMS_KEY_ID"],
  ["KMS_KEY_ID 'k'", "ERROR: KMS_KEY_ID requires ENCRYPTED"],
  ["MAXFILESIZE 1 MB", "ERROR: MAXFILESIZE must be between 5 MB and 6.2 GB"],
  ["HEADER HEADER", "ERROR: conflicting or redundant options: HEADER"],
  ["PARTITION BY (nothing)", 'ERROR: Partition column "nothing" does not exist in the query'],
  [
    "BZIP2",
    "ERROR: LOCAL_LACK: UNLOAD with BZIP2 is not in the local accounts; Redshift has it. Compress the files with GZIP or ZSTD.",
  ],
  ["WRONG", 'ERROR: syntax error at or near "WRONG"'],
])("UNLOAD %s is refused", async (options, error) => {
  expect(await failure(options)).toBe(error);
});

test.each([
  ["SELECT 1 LIMIT 1", "ERROR: Limit clause is not supported"],
  ["DELETE FROM orders", "ERROR: UNLOAD requires a SELECT statement"],
  ["SELECT * FROM payroll", "ERROR: permission denied for relation payroll"],
])("the query %s is refused", async (query, error) => {
  expect(await failure("", query)).toBe(error);
});
