import type {
  FileAccess,
  FileAccessFactory,
  FileRequest,
} from "../../../../emulator/redshift-data/copy/file-access";
import { FilesAndTables } from "../../../../emulator/redshift-data/copy/files-and-tables";
import { LocalDataApi } from "../../../../testing/emulator/local-data-api";
import { MemoryFiles } from "../../../../testing/emulator/memory-files";

const ROLE = "arn:aws:iam::222222222222:role/copy";
const files = new MemoryFiles();
const opened: FileRequest[] = [];
const written: unknown[] = [];

/** Files in memory, and what is asked of them. */
const watched: FileAccessFactory = {
  async open(request): Promise<FileAccess> {
    opened.push(request);
    const access = await files.open();
    return {
      ...access,
      async write(location, bytes, encryption) {
        written.push([location.key, encryption]);
        await access.write(location, bytes, encryption);
      },
    };
  },
};
const api = new LocalDataApi(
  undefined,
  new FilesAndTables(watched),
  "CREATE SCHEMA other; CREATE TABLE other.placed (id int); GRANT USAGE ON SCHEMA other TO PUBLIC; GRANT ALL ON other.placed TO PUBLIC;",
);

afterAll(() => api.close());
beforeEach(() => {
  files.stored.clear();
  opened.length = 0;
  written.length = 0;
});

async function errorOf(sql: string): Promise<string> {
  const { Error: error } = await api.run(sql);
  return String(error ?? "none").split("\n")[0] ?? "";
}

async function rowsOf(sql: string): Promise<unknown[][]> {
  return api.rows((await api.run(sql)).Id);
}

const unload = (options: string, query = "SELECT 1 AS n", to = "out/") =>
  errorOf(`UNLOAD ('${query}') TO 's3://landing/${to}' IAM_ROLE '${ROLE}' PARALLEL OFF ${options}`);
const copy = (target: string, from: string, options = "") =>
  errorOf(`COPY ${target} FROM 's3://landing/${from}' IAM_ROLE '${ROLE}' ${options}`);

test("files are asked for by the statement's user, with its roles, in its region", async () => {
  files.put("s3://landing/in/one", "1\n");
  await api.run("CREATE TABLE asked (id int)");
  expect(await copy("asked", "in/one", "REGION 'eu-west-1'")).toBe("none");
  expect(await unload("REGION 'eu-west-2'")).toBe("none");
  expect(await unload("", "SELECT 1", "other/")).toBe("none");
  const asked = (region?: string) => ({
    ...{ user: "analyst", role: [ROLE], warehouse: expect.objectContaining({ cluster: "warehouse" }) },
    ...{ queryId: expect.any(Number), pid: expect.any(Number), ...(region === undefined ? {} : { region }) },
  });
  expect(opened).toEqual([asked("eu-west-1"), asked("eu-west-2"), asked()]);
});

test.each<[string, unknown]>([
  ["", "s3"],
  ["ENCRYPTED AUTO", "bucket"],
  ["KMS_KEY_ID 'k' ENCRYPTED", { kmsKeyId: "k" }],
])("every file of UNLOAD %s is encrypted so, its manifest too", async (options, encryption) => {
  expect(await unload(`MANIFEST ${options}`)).toBe("none");
  expect(written).toEqual([
    ["out/000", encryption],
    ["out/manifest", encryption],
  ]);
});

test("a table is that of the schema which the statement names", async () => {
  await api.run("CREATE TABLE placed (id int)");
  files.put("s3://landing/in/one", "1\n");
  expect(await copy('dev.other."PLACED" ("ID")', "in/one")).toBe("none");
  expect(await rowsOf("SELECT (SELECT count(*) FROM placed), (SELECT count(*) FROM other.placed)")).toEqual([
    [0, 1],
  ]);
});

test.each(["{", "[]", "null", "{}", '{"entries":{}}', '{"entries":[1]}', '{"entries":[{"url":7}]}'])(
  "%s is no manifest",
  async (text) => {
    files.put("s3://landing/lists/m", text);
    await api.run("CREATE TABLE listed (id int)");
    expect(await copy("listed", "lists/m", "MANIFEST")).toBe(
      "ERROR: Manifest file is not in correct json format: s3://landing/lists/m",
    );
  },
);

test("queries of UNLOAD: WITH, parentheses, the root of a bucket, and the rows as a whole", async () => {
  expect(await unload("", "WITH q AS (SELECT 7 AS n) SELECT n FROM q")).toBe("none");
  expect(await unload("", "(SELECT 8 AS n)", "in-parentheses/")).toBe("none");
  expect(await unload("PARTITION BY (p) ALLOWOVERWRITE", "SELECT 9 AS n, 1 AS p", "")).toBe("none");
  expect(files.texts("s3://landing/")).toEqual({
    ...{ "out/000": "7\n", "in-parentheses/000": "8\n", "p=1/000": "9\n" },
  });
  await api.run("CREATE TABLE loaded_whole (doc super)");
  files.put("s3://landing/docs/one", '{"a":1}');
  const both = [
    `COPY loaded_whole FROM 's3://landing/docs/' IAM_ROLE '${ROLE}' JSON 'noshred'`,
    `COPY loaded_whole FROM 's3://landing/docs/' IAM_ROLE '${ROLE}' JSON 'noshred'`,
  ];
  // In one transaction, which the rows that wait in between are a part of.
  const { Id } = await api.batch(both);
  await api.pass(1);
  expect((await api.call("DescribeStatement", { Id })).Status).toBe("FINISHED");
  expect(await rowsOf("SELECT count(*) FROM loaded_whole")).toEqual([[2]]);
  await api.run("CREATE TABLE two_docs (a super, b super)");
  expect(await copy("two_docs", "docs/", "JSON 'noshred'")).toBe(
    "ERROR: noshred needs a single column of type SUPER",
  );
  expect(await copy("loaded_whole", "docs/", "JSON 's3://landing/no-paths.json'")).toBe(
    "ERROR: The specified S3 prefix 'no-paths.json' does not exist",
  );
});
