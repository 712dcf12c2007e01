import { COPY_ROLE_CLAUSE, LoadedText } from "../../../../testing/emulator/loaded-text";

const local = new LoadedText();

afterAll(() => local.api.close());

test("rows of more than one portion are all loaded, each once", async () => {
  const text = Array.from({ length: 30_000 }, (_, n) => `${n}|${"x".repeat(60)}\n`).join("");
  await local.copied("id int, name varchar(60)", text);
  expect(await local.rowsOf("SELECT count(*), count(DISTINCT id), sum(id) FROM t")).toEqual([
    [30_000, 30_000, 449_985_000],
  ]);
});

test("IGNOREALLERRORS leaves out whatever is refused", async () => {
  expect(await local.copied("a int", "1\nx\ny\n2\n", "IGNOREALLERRORS")).toEqual([[1], [2]]);
});

test.each([
  ["MAXERROR 1 IGNOREALLERRORS", "MAXERROR and IGNOREALLERRORS cannot be used together"],
  ["CSV ESCAPE", "CSV and ESCAPE cannot be used together"],
  ["CSV QUOTE ','", "QUOTE and DELIMITER must differ"],
  ["CSV DELIMITER '::'", "DELIMITER must be a single ASCII character with CSV"],
  ["FIXEDWIDTH 'a:1' DELIMITER ','", "FIXEDWIDTH and DELIMITER cannot be used together"],
  ["FIXEDWIDTH 'a'", "Invalid fixed-width specification 'a'"],
  ["JSON 'auto' IGNOREBLANKLINES", "JSON and IGNOREBLANKLINES cannot be used together"],
  ["JSON 'else'", "Invalid JSONPaths source 'else'; expected auto, auto ignorecase, noshred or s3://…"],
  ["FORMAT AVRO 'noshred'", "Invalid JSONPaths source 'noshred'; expected auto, auto ignorecase or s3://…"],
  ["ACCEPTINVCHARS 'ab'", "ACCEPTINVCHARS must be a single ASCII character"],
  ["DELIMITER ''", "DELIMITER must not be empty"],
  ["ENCODING WTF8", "Invalid value for ENCODING: WTF8"],
  ["GZIP ZSTD", "conflicting or redundant options: compression"],
])("COPY %s is refused", async (options, error) => {
  expect(await local.copied("a int", "1\n", options)).toBe(`ERROR: ${error}`);
});

test("MAXERROR goes as far as 100,000", async () => {
  expect(await local.copied("a int", "1\n", "MAXERROR 100000")).toEqual([[1]]);
  expect(await local.copied("a int", "1\n", "MAXERROR 100001")).toMatch(/^ERROR: .*MAXERROR/);
});

test("a folder's own mark is no file, an empty file is one", async () => {
  await local.api.run("CREATE TABLE marked (id int)");
  for (const [key, text] of Object.entries({ "m/": "", "m/a": "", "m/b": "1\n" })) {
    local.files.put(`s3://landing/${key}`, text);
  }
  const { RedshiftQueryId } = await local.api.run(`COPY marked FROM 's3://landing/m/' ${COPY_ROLE_CLAUSE}`);
  expect(
    await local.rowsOf(
      `SELECT loaded_rows, source_file_count FROM sys_load_history WHERE query_id = ${RedshiftQueryId}`,
    ),
  ).toEqual([[1, 2]]);
  local.files.put("s3://landing/only/", "");
  expect(await local.errorOf("marked", "only/")).toBe(
    "ERROR: The specified S3 prefix 'only/' does not exist",
  );
});

test("views are not loaded, and IDENTITY is set with EXPLICIT_IDS alone", async () => {
  await local.api.run("CREATE TABLE ids (id bigint IDENTITY(1,1), name varchar(9))");
  await local.api.run("CREATE VIEW shown AS SELECT * FROM ids");
  local.files.put("s3://landing/ids/one", "7|a\n");
  const error = (what: string, options?: string) => local.errorOf(what, "ids/", options);
  expect(await error("shown")).toBe('ERROR: cannot copy to view "shown"');
  expect(await error("ids (id, name)")).toBe("ERROR: cannot set an identity column to a value");
  expect(await error("ids (name)", "EXPLICIT_IDS")).toBe(
    "ERROR: EXPLICIT_IDS requires the IDENTITY column id in the column list",
  );
  expect(await error("ids (id, name)", "EXPLICIT_IDS")).toBe("none");
  expect(await local.rowsOf("SELECT * FROM ids")).toEqual([[7, "a"]]);
});

test("a column that was dropped is none; SUPER beside an IDENTITY that is set", async () => {
  await local.api.run("CREATE TABLE made (id bigint IDENTITY(1,1), gone int, doc super)");
  await local.api.run("ALTER TABLE made DROP COLUMN gone");
  local.files.put("s3://landing/made/one", "7|[1]\n");
  expect(await local.errorOf("made", "made/", "EXPLICIT_IDS")).toBe("none");
  expect(await local.rowsOf("SELECT id, doc FROM made")).toEqual([[7, "[1]"]]);
});
