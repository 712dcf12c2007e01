import { COPY_ROLE_CLAUSE, LoadedText } from "../../../../testing/emulator/loaded-text";

const local = new LoadedText();

afterAll(() => local.api.close());
beforeEach(() => local.files.stored.clear());

/** The files of an UNLOAD of a query, or the first line of its error. */
async function unloaded(query: string, options: string, to = "out/"): Promise<unknown> {
  const { Error: error } = await local.api.run(
    `UNLOAD ('${query.replaceAll("'", "''")}') TO 's3://landing/${to}' ${COPY_ROLE_CLAUSE} ${options}`,
  );
  return error === undefined ? local.files.texts("s3://landing/out") : String(error).split("\n")[0];
}

test.each<[string, string, string, unknown]>([
  ["VARBYTE is hexadecimal", "SELECT to_varbyte('a1', 'hex') AS b", "CSV PARALLEL OFF", { "/000": "a1\n" }],
  [
    "SUPER is JSON within JSON",
    `SELECT json_parse('{"a":[1]}') AS s, '{"a":1}'::varchar(9) AS t`,
    "JSON PARALLEL OFF",
    { "/000.json": '{"s":{"a":[1]},"t":"{\\"a\\":1}"}\n' },
  ],
  [
    "a value with a line end is quoted",
    "SELECT 'a\nb'::varchar(9)",
    "CSV PARALLEL OFF",
    { "/000": '"a\nb"\n' },
  ],
  [
    "widths are as many as columns",
    "SELECT 1 AS a, 2 AS b",
    "FIXEDWIDTH 'a:1' PARALLEL OFF",
    "ERROR: The fixed-width specification does not match the columns of the query",
  ],
  [
    "folders of Hive: NULL, and what may not stand in a path",
    "SELECT 1 AS n, NULL::varchar(9) AS p UNION ALL SELECT 2, 'a/b=c' ORDER BY n",
    "PARTITION BY (p) CSV PARALLEL OFF",
    { "/p=__HIVE_DEFAULT_PARTITION__/000": "1\n", "/p=a%2Fb%3Dc/000": "2\n" },
  ],
  [
    "INCLUDE leaves the column in the files",
    "SELECT 1 AS n, 'x'::varchar(3) AS p",
    "PARTITION BY (p) INCLUDE CSV PARALLEL OFF",
    {
      "/p=x/000": "1,x\n",
    },
  ],
  [
    "a file needs a column",
    "SELECT 'x'::varchar(3) AS p",
    "PARTITION BY (p) CSV",
    "ERROR: At least one column must not be a partition column",
  ],
  [
    "a LIMIT within is none of the outermost query",
    "SELECT * FROM (SELECT 1 AS n LIMIT 1)",
    "CSV PARALLEL OFF",
    { "/000": "1\n" },
  ],
])("%s", async (_name, query, options, expected) => {
  expect(await unloaded(query, options)).toEqual(expected);
});

test("partitions are folders below the location, whether or not it ends with a slash, and so is the manifest", async () => {
  const query = "SELECT 1 AS n, 'x'::varchar(3) AS p";
  const files = (await unloaded(query, "PARTITION BY (p) CSV PARALLEL OFF MANIFEST VERBOSE", "out")) as {
    [name: string]: string;
  };
  const { "/manifest": manifest = "", ...others } = files;
  expect(others).toEqual({ "/p=x/000": "1\n" });
  // The schema is that of the query: the partition column, too, which the files do not have.
  expect(JSON.parse(manifest).schema.elements.map(({ name }: { name: string }) => name)).toEqual(["n", "p"]);
});

test("a header is counted as a row by the manifest alone", async () => {
  const files = (await unloaded("SELECT 1 AS n", "CSV HEADER PARALLEL OFF MANIFEST VERBOSE")) as {
    [name: string]: string;
  };
  const { entries, meta } = JSON.parse(files["/manifest"] ?? "");
  expect([entries[0].meta, meta]).toEqual(Array(2).fill({ content_length: 4, record_count: 2 }));
});

test("of an empty result nothing is written, no manifest either", async () => {
  expect(await unloaded("SELECT 1 AS n WHERE false", "CSV HEADER MANIFEST VERBOSE")).toEqual({});
});

test("with partitions, too, the location must be empty; CLEANPATH empties only folders that are written to", async () => {
  local.files.put("s3://landing/out/p=x/old", "old");
  local.files.put("s3://landing/out/p=y/000", "old");
  const query = "SELECT 1 AS n, 'x'::varchar(3) AS p";
  const options = "PARTITION BY (p) CSV PARALLEL OFF";
  expect(await unloaded(query, options)).toMatch(/^ERROR: Specified unload destination on S3 is not empty/);
  expect(await unloaded(query, `${options} CLEANPATH`)).toEqual({ "/p=y/000": "old", "/p=x/000": "1\n" });
  expect(await unloaded(query, options, "out/new/")).toEqual({
    ...{ "/p=y/000": "old", "/p=x/000": "1\n", "/new/p=x/000": "1\n" },
  });
});

test.each([
  ...["JSON", "PARQUET", "FIXEDWIDTH 'b:9'"].map((format) => [
    ...["SELECT to_varbyte('a1', 'hex') AS b", format],
    'ERROR: VARBYTE column "b" can only be unloaded to text or CSV format',
  ]),
  [...["SELECT 1 AS n, 2 AS m, 3 AS n", "JSON"], 'ERROR: Column name "n" is not unique, which JSON needs'],
  ...[
    ...["1::float8", "now()::timestamptz", "'1:00'::time", "'1:00'::timetz"],
    ...["json_parse('1')", "to_varbyte('a1', 'hex')"],
  ].map((value) => [
    ...[`SELECT 1 AS n, ${value} AS p`, "CSV PARTITION BY (P)"],
    'ERROR: Column "p" is of a type that PARTITION BY does not take',
  ]),
])("%s %s is refused", async (query = "", options = "", error) => {
  expect(await unloaded(query, options)).toBe(error);
});

test("pg_last_unload_count() counts the rows in the same session", async () => {
  const unload = `UNLOAD ('SELECT 1 UNION ALL SELECT 2') TO 's3://landing/out/' ${COPY_ROLE_CLAUSE}`;
  const { Id } = await local.api.batch([unload, "SELECT pg_last_unload_count()"]);
  await local.api.pass(1);
  expect(await local.api.rows(`${Id}:2`)).toEqual([[2]]);
});
