import { FilesAndTables } from "../../../../emulator/redshift-data/copy/files-and-tables";
import { LocalDataApi } from "../../../../testing/emulator/local-data-api";
import { MemoryFiles } from "../../../../testing/emulator/memory-files";

const files = new MemoryFiles();
const api = new LocalDataApi(undefined, new FilesAndTables(files));
const ROLE = "IAM_ROLE 'arn:aws:iam::222222222222:role/copy'";

afterAll(() => api.close());

async function rowsOf(sql: string): Promise<unknown[][]> {
  const { Id, Error: error } = await api.run(sql);
  if (error !== undefined) throw new Error(String(error).split("\n")[0]);
  return api.rows(Id);
}

/** What a COPY loads into a new table of these columns. */
async function loaded(columns: string, text: string, options: string): Promise<unknown[][]> {
  await api.run("DROP TABLE IF EXISTS j");
  await api.run(`CREATE TABLE j (${columns})`);
  files.put("s3://landing/in/one", text);
  const { Error: error } = await api.run(`COPY j FROM 's3://landing/in/one' ${ROLE} ${options}`);
  if (error !== undefined) throw new Error(String(error).split("\n")[0]);
  return rowsOf("SELECT * FROM j ORDER BY 1");
}

const COLUMNS = "id bigint, name varchar(20), price decimal(38,20), tags super";
const PRICE = "123456789012345678.12345678901234567890";

test("by name: numbers keep their digits, what is missing is NULL, what is unknown is left", async () => {
  const text = `{"id": 9007199254740993, "name": "Z\\u006fë", "price": ${PRICE}, "tags": [1, {"a b": "c d"}], "more": {"x": 1}}
{"id":2,"name":null}{"name":"x","id":3}`;
  expect(await loaded(COLUMNS, text, "JSON 'auto'")).toEqual([
    [2, true, true, true],
    [3, "x", true, true],
    [9007199254740993n, "Zoë", PRICE, '[1,{"a b":"c d"}]'],
  ]);
});

test("names in capitals are found with 'auto ignorecase' alone", async () => {
  const text = '{"ID": 1, "Name": "a"}';
  expect(await loaded("id int, name varchar(9)", text, "FORMAT AS JSON 'auto'")).toEqual([[true, true]]);
  expect(await loaded("id int, name varchar(9)", text, "JSON 'auto ignorecase'")).toEqual([[1, "a"]]);
});

test("by paths, into objects and lists", async () => {
  files.put("s3://landing/paths.json", JSON.stringify({ jsonpaths: ["$['who']['id']", "$.who.names[1]"] }));
  const text = '{"who": {"id": 7, "names": ["a", "b"]}}';
  expect(await loaded("id int, name varchar(9)", text, "JSON 's3://landing/paths.json'")).toEqual([[7, "b"]]);
  await expect(loaded("id int", text, "JSON 's3://landing/paths.json'")).rejects.toThrow(
    "Number of jsonpaths and the number of columns should match. JSONPath size: 2, Number of columns in table or column list: 1",
  );
  files.put("s3://landing/paths.json", JSON.stringify({ jsonpaths: ["$[0]", "$[1]"] }));
  expect(
    await loaded("id int, name varchar(9)", '[1,"x"]\n[2,"y"]', "JSON 's3://landing/paths.json'"),
  ).toEqual([
    [1, "x"],
    [2, "y"],
  ]);
});

test("an element that is not there refuses its record, a member is NULL; a list of paths by another name is as good as none", async () => {
  const paths = async (document: unknown, text: string, options = "MAXERROR 9") => {
    files.put("s3://landing/paths.json", JSON.stringify(document));
    return loaded("id int, name varchar(9)", text, `JSON 's3://landing/paths.json' ${options}`);
  };
  const jsonpaths = ["$.id", "$.names[1]"];
  const text =
    '{"id": 1, "names": ["a", "b"]} {"id": 2, "names": ["a"]}\n\n{"names": {"1": "c"}} {"names": ["d", "e"]}';
  expect(await paths({ jsonpaths }, text)).toEqual([
    [1, "b"],
    [true, "e"],
  ]);
  expect(
    await rowsOf(
      "SELECT line_number, err_code, err_reason FROM stl_load_errors ORDER BY query DESC, line_number LIMIT 2",
    ),
  ).toEqual([
    [1, 1216, "Invalid JSONPath format: Not an array or index out of range."],
    [3, 1216, "Invalid JSONPath format: Not an array or index out of range."],
  ]);
  expect(await paths({ paths: jsonpaths }, '{"id": 1, "name": "a"}')).toEqual([[1, "a"]]);
  for (const wrong of [
    [jsonpaths],
    { jsonpaths: "$" },
    { jsonpaths: ["$.id", ""] },
    { jsonpaths: ["$.id", 1] },
  ]) {
    await expect(paths(wrong, text)).rejects.toThrow("Invalid JSONPath format in s3://landing/paths.json: ");
  }
  await expect(paths({ jsonpaths: ["$.id", "$.a['b']"] }, text)).rejects.toThrow(
    "Invalid JSONPath format in s3://landing/paths.json: Member is not an object or array path: \"$.a['b']\"",
  );
});

test("IGNOREHEADER leaves out lines, and a record is told by the line in which it ends", async () => {
  const text = 'a header: {\n{"id": 1}\n{\n"id": "x"\n}';
  expect(await loaded("id int", text, "JSON 'auto' IGNOREHEADER 1 MAXERROR 2")).toEqual([[1]]);
  expect(
    await rowsOf("SELECT line_number, err_code FROM stl_load_errors ORDER BY query DESC LIMIT 1"),
  ).toEqual([[5, 1207]]);
});

test("whole into one column", async () => {
  expect(await loaded("doc super", '{"a": [1, 2]}', "JSON 'noshred'")).toEqual([['{"a":[1,2]}']]);
});

test("a value that does not fit, and text that is no JSON, are told with their line", async () => {
  await expect(loaded("id int", '{"id": 1}\n{"id": "x"}', "JSON 'auto'")).rejects.toThrow(
    "Load into table 'j' failed.",
  );
  expect(
    await rowsOf("SELECT line_number, err_reason, raw_line FROM stl_load_errors ORDER BY query DESC LIMIT 1"),
  ).toEqual([[2, "Invalid digit, Value 'x', Pos 0, Type: Integer", '{"id": "x"}']]);
  await expect(loaded("id int", '{"id": 1}\n{"id": 2', "JSON 'auto'")).rejects.toThrow(
    "Load into table 'j' failed.",
  );
  expect(
    await rowsOf("SELECT line_number, err_code FROM stl_load_errors ORDER BY query DESC LIMIT 1"),
  ).toEqual([[2, 1224]]);
});

test("a load with SUPER that the engine refuses leaves nothing open in its session, and one without rows takes its place", async () => {
  await api.run("CREATE TABLE moments (at timestamptz not null, doc super)");
  const SessionId = String((await api.run("SELECT 1", { SessionKeepAliveSeconds: 60 })).SessionId);
  const target = { SessionId, ClusterIdentifier: undefined, Database: undefined, DbUser: undefined };
  const copied = async (text: string, columns = "") => {
    files.put("s3://landing/in/one", text);
    const options = "JSON 'auto' TIMEFORMAT 'auto'";
    return (await api.run(`COPY moments ${columns} FROM 's3://landing/in/one' ${ROLE} ${options}`, target))
      .Error;
  };
  // A column that is not loaded is the engine's alone.
  expect(await copied('{"doc": 1}', "(doc)")).toBe("ERROR: Cannot insert a NULL value into column at");
  expect((await api.run("SELECT 1", target)).Status).toBe("FINISHED");
  expect(await copied("")).toBeUndefined();
  for (const doc of [2, 3]) {
    expect(await copied(`{"at": "2026-11-28 10:11 UTC", "doc": ${doc}}`)).toBeUndefined();
  }
  expect(await rowsOf("SELECT doc FROM moments")).toEqual([["2"], ["3"]]);
});
