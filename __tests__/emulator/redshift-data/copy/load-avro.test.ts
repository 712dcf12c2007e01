import { avroFile } from "../../../../testing/emulator/copy/avro-file";
import { COPY_ROLE_CLAUSE, LoadedText } from "../../../../testing/emulator/loaded-text";

const local = new LoadedText();

afterAll(() => local.api.close());

/** The example of AWS ("Load from Avro data using the 'auto' option"), its names in capitals or not. */
const categorySchema = (cased: (name: string) => string) => ({
  type: "record" as const,
  name: "category",
  fields: [
    { name: cased("CatID"), type: "int" },
    { name: cased("CatDesc"), type: "string" },
    { name: cased("CatName"), type: "string" },
    { name: "region", type: "string" },
  ],
});
const CATEGORIES = [
  [1, "Major League Baseball", "MLB", "x"],
  [4, "All symphony, concerto, and choir concerts", "Classical", "x"],
];
const TABLE = "catid int, catgroup varchar(10) DEFAULT 'none', catname varchar(10), catdesc varchar(50)";

const records = (schema: ReturnType<typeof categorySchema>) =>
  CATEGORIES.map((values) => Object.fromEntries(schema.fields.map(({ name }, at) => [name, values[at]])));

test.each(["null", "deflate", "snappy"])(
  "fields find the columns of their names, in any order, from files of codec %s",
  async (codec) => {
    const schema = categorySchema((name) => name.toLowerCase());
    const file = await avroFile(schema, records(schema), { codec });
    expect(await local.copied(TABLE, file, "FORMAT AS AVRO 'auto'")).toEqual([
      [1, true, "MLB", "Major League Baseball"],
      [4, true, "Classical", "All symphony, concerto, and choir concerts"],
    ]);
  },
);

test("names in capitals are found with 'auto ignorecase' alone, and a column that is not listed has its default", async () => {
  const schema = categorySchema((name) => name);
  const file = await avroFile(schema, records(schema));
  expect(await local.copied(TABLE, file, "FORMAT AVRO")).toEqual([
    [true, true, true, true],
    [true, true, true, true],
  ]);
  expect(await local.copied(TABLE, file, "FORMAT AVRO 'auto ignorecase'")).toEqual([
    [1, true, "MLB", "Major League Baseball"],
    [4, true, "Classical", "All symphony, concerto, and choir concerts"],
  ]);
  await local.api.run("TRUNCATE t");
  expect(await local.errorOf("t (catname, catid)", "in/one", "FORMAT AVRO 'auto ignorecase'")).toBe("none");
  expect(await local.rowsOf("SELECT * FROM t ORDER BY 1")).toEqual([
    [1, "none", "MLB", true],
    [4, "none", "Classical", true],
  ]);
});

const EVERY_TYPE = {
  type: "record" as const,
  name: "every",
  fields: [
    { name: "b", type: "boolean" },
    { name: "i", type: "int" },
    { name: "l", type: "long" },
    { name: "f", type: "float" },
    { name: "d", type: "double" },
    { name: "s", type: "string" },
    { name: "e", type: { type: "enum" as const, name: "suit", symbols: ["SPADES", "HEARTS"] } },
    { name: "o", type: ["null", "string", "long"] },
    { name: "price", type: "string" },
    { name: "y", type: ["null", "bytes"] },
    { name: "list", type: { type: "array" as const, items: ["null", "long"] } },
    { name: "map", type: { type: "map" as const, values: "double" } },
    {
      name: "inner",
      type: { type: "record" as const, name: "inner", fields: [{ name: "a", type: "string" }] },
    },
  ],
};
const PRICE = "-12345678901234567890123456.789012345678";
const FULL = {
  b: true,
  i: -7,
  l: -9223372036854775808n,
  f: 0.5,
  d: 0.1,
  s: 'Zoë\t"\\',
  e: "HEARTS",
  o: { long: 9007199254740993n },
  price: PRICE,
  y: { bytes: Buffer.from("aÿ\u0001", "latin1") },
  list: [{ long: 9007199254740993n }, null],
  map: { "k 1": Number.NaN, k2: 1e300 },
  inner: { a: 'x"y' },
};
const EMPTY = {
  ...{ b: false, i: 0, l: 0n, f: -1.5, d: 0, s: "", e: "SPADES", o: null, price: "0.5", y: null },
  ...{ list: [], map: {}, inner: { a: "" } },
};

test("values keep every digit; an enum is its name; arrays, maps, records and bytes are texts of JSON", async () => {
  const file = await avroFile(EVERY_TYPE, [FULL, EMPTY]);
  const columns =
    "b boolean, i int, l bigint, f real, d double precision, s varchar(20), e varchar(9), o varchar(30), price decimal(38,12), y varchar(9), list varchar(99), map super, inner super";
  expect(await local.copied(columns.replace("inner super", '"inner" super'), file, "FORMAT AVRO")).toEqual([
    [
      ...[true, -7, -9223372036854775808n, 0.5, 0.1, 'Zoë\t"\\', "HEARTS", "9007199254740993", PRICE],
      ...["aÿ\u0001", "[9007199254740993,null]", '{"k 1":"NaN","k2":1e+300}', '{"a":"x\\"y"}'],
    ],
    [false, 0, 0, -1.5, 0, "", "SPADES", true, "0.500000000000", true, "[]", "{}", '{"a":""}'],
  ]);
});

/** "Using JSONPaths with Avro Data". */
const PERSON = {
  type: "record" as const,
  name: "person",
  fields: [
    { name: "id", type: "int" },
    { name: "guid", type: "string" },
    {
      name: "friends",
      type: {
        type: "array" as const,
        items: {
          type: "record" as const,
          name: "friends_record",
          fields: [
            { name: "id", type: "int" },
            { name: "name", type: "string" },
          ],
        },
      },
    },
  ],
};
const FRIENDS = ["Ann", "Bo"].map((name, at) => ({ id: at + 5, name }));

test("a JSONPaths file leads into records and arrays; an element that is not there refuses its record", async () => {
  local.files.put(
    "s3://landing/person.paths",
    JSON.stringify({ jsonpaths: ["$.id", "$['guid']", "$.friends[1].name", "$.friends", "$.no"] }),
  );
  const file = await avroFile(PERSON, [
    { id: 1, guid: "g", friends: FRIENDS },
    { id: 2, guid: "h", friends: FRIENDS.slice(1) },
  ]);
  const columns = "n int, g varchar(9), friend varchar(9), fs varchar(99), none int";
  const options = "FORMAT AVRO 's3://landing/person.paths '";
  const json = '[{"id":5,"name":"Ann"},{"id":6,"name":"Bo"}]';
  expect(await local.copied(columns, file, `${options} MAXERROR 2`)).toEqual([[1, "g", "Bo", json, true]]);
  expect(await local.copied(columns, file, options)).toEqual([
    [2, 1216, "Invalid JSONPath format: Not an array or index out of range.", 0],
  ]);
});

test("logical types are those below: a date is a number of days, a timestamp one of milliseconds", async () => {
  const schema = {
    type: "record" as const,
    name: "moments",
    fields: [
      { name: "t", type: { type: "long" as const, logicalType: "timestamp-millis" } },
      { name: "days", type: { type: "int" as const, logicalType: "date" } },
      { name: "d", type: { type: "bytes" as const, logicalType: "decimal", precision: 9, scale: 2 } },
    ],
  };
  const file = await avroFile(schema, [{ t: 1764335100123n, days: 20_420, d: Buffer.from("A") }]);
  const columns = "t timestamp, days int, d varchar(9)";
  expect(await local.copied(columns, file, "FORMAT AVRO TIMEFORMAT 'epochmillisecs'")).toEqual([
    ["2025-11-28 13:05:00.123", 20_420, "A"],
  ]);
  expect(await local.copied(columns, file, "FORMAT AVRO")).toEqual([
    [1, 1206, "Invalid timestamp format or value [YYYY-MM-DD HH24:MI:SS]", 0],
  ]);
  expect(await local.copied("d decimal(9,2)", file, "FORMAT AVRO")).toEqual([
    [1, 1207, "Invalid digit, Value 'A', Pos 0, Type: Decimal", 0],
  ]);
});

const ONE = { type: "record" as const, name: "one", fields: [{ name: "id", type: "int" }] };
const numbered = (count: number) => Array.from({ length: count }, (_, id) => ({ id }));

test("the records of all blocks are counted through, and refused as those of text are", async () => {
  const texts = { ...ONE, fields: [{ name: "id", type: "string" }] };
  const ids = ["1", "x", "3", "y", "5"];
  const file = await avroFile(
    texts,
    ids.map((id) => ({ id })),
    { blockBytes: 4 },
  );
  expect(await local.copied("id int", file, "FORMAT AVRO MAXERROR 3")).toEqual([[1], [3], [5]]);
  const reason = (value: string) => `Invalid digit, Value '${value}', Pos 0, Type: Integer`;
  expect(await local.copied("id int", file, "FORMAT AVRO MAXERROR 2")).toEqual([
    [2, 1207, reason("x"), 0],
    [4, 1207, reason("y"), 0],
  ]);
  expect(
    await local.rowsOf(
      "SELECT raw_line, raw_field_value FROM stl_load_errors ORDER BY query DESC, line_number LIMIT 1",
    ),
  ).toEqual([['{"id":"x"}', "x"]]);
  expect(await local.copied("id int NOT NULL, other int NOT NULL", file, "FORMAT AVRO")).toEqual([
    [1, 1213, "Missing data for not-null field", 0],
  ]);
  const { RedshiftQueryId } = await local.api.run(
    `COPY t (id) FROM 's3://landing/in/one' ${COPY_ROLE_CLAUSE} FORMAT AVRO NOLOAD IGNOREALLERRORS`,
  );
  expect(
    await local.rowsOf(
      `SELECT file_format, lines_scanned FROM stl_load_commits WHERE query = ${RedshiftQueryId}`,
    ),
  ).toEqual([["Avro", 5]]);
});

test("what is no Avro file that COPY takes fails the load, and quotes nothing of it", async () => {
  const good = await avroFile(ONE, numbered(3));
  const wrong = (text: string) => `ERROR: Cannot init avro reader from s3 file ${text}`;
  const refused = async (file: Buffer | string) => local.copied("id int", file, "FORMAT AVRO");
  expect(await refused("id\n1\n")).toBe(wrong("Incorrect Avro container file magic number"));
  expect(await refused(good.subarray(0, -1))).toMatch(/Cannot read a block of data at byte \d+$/);
  expect(await refused(good.subarray(0, 9))).toBe(wrong("Cannot read the header at byte 0"));
  const otherSync = Buffer.from(good);
  otherSync.writeUInt8(otherSync.readUInt8(otherSync.length - 1) ^ 1, otherSync.length - 1);
  expect(await refused(otherSync)).toBe(wrong("Incorrect sync bytes"));
  expect(await refused(await avroFile("int", [1, 2]))).toBe(wrong("The Avro schema type must be record"));
  expect(await refused(await avroFile(ONE, numbered(3), { codec: "xz" }))).toBe(
    wrong("Unknown codec xz: COPY takes null, deflate and snappy"),
  );
  const snappy = await avroFile(ONE, numbered(3), { codec: "snappy" });
  snappy.writeUInt8(snappy.readUInt8(snappy.length - 21) ^ 1, snappy.length - 21);
  expect(await refused(snappy)).toBe(wrong("Cannot decompress a block with codec snappy"));
  const large = { ...ONE, doc: "x".repeat(1024 * 1024) };
  expect(await refused(await avroFile(large, numbered(1)))).toMatch(
    /The header of \d+ bytes exceeds the limit of 1 MB$/,
  );
  const texts = { ...ONE, fields: [{ name: "id", type: "string" }] };
  const block = await avroFile(texts, [{ id: "1".repeat(4 * 1024 * 1024) }], { codec: "deflate" });
  expect(await refused(block)).toBe(wrong("A block exceeds the limit of 4 MB"));
});

test.each([
  ...["DELIMITER ','", "ESCAPE", "FILLRECORD", "IGNOREBLANKLINES", "NULL ''", "REMOVEQUOTES"],
  ...["IGNOREHEADER 1", "ENCODING UTF16"],
])("AVRO and %s exclude each other", async (option) => {
  expect(await local.copied("id int", await avroFile(ONE, []), `FORMAT AVRO ${option}`)).toBe(
    `ERROR: AVRO is not compatible with ${option.split(" ")[0]}`,
  );
});
