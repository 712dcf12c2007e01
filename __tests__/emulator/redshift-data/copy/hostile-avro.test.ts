import { deflateRawSync } from "node:zlib";
import { avroRecords } from "../../../../emulator/redshift-data/copy/read/avro-container";

const SYNC = Buffer.alloc(16, 7);

/** Zigzag, as Avro writes a long. */
function long(value: number | bigint): Buffer {
  const bytes: number[] = [];
  let rest = (BigInt(value) << 1n) ^ (BigInt(value) >> 63n);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Buffer.from([...bytes, Number(rest)]);
}

const sized = (bytes: Buffer | string) => Buffer.concat([long(Buffer.byteLength(bytes)), Buffer.from(bytes)]);

/** A file by hand: what no writer writes. */
function file(
  schema: unknown,
  { codec, count = 1, data }: { codec?: string; count?: number | bigint; data: Buffer },
): Buffer {
  // Without a codec, nothing is compressed.
  const meta = { "avro.schema": JSON.stringify(schema), ...(codec && { "avro.codec": codec }) };
  return Buffer.concat([
    Buffer.from("Obj\u0001"),
    long(Object.keys(meta).length),
    ...Object.entries(meta).flatMap(([name, value]) => [sized(name), sized(value)]),
    long(0),
    SYNC,
    ...[long(count), sized(data), SYNC],
  ]);
}

const record = (...types: readonly unknown[]) => ({
  type: "record",
  name: "r",
  fields: types.map((type, at) => ({ name: `f${at}`, type })),
});

const read = (bytes: Buffer) => [...avroRecords(bytes, { queryId: 1, pid: 1 })];
const PREFIX = "ERROR: Cannot init avro reader from s3 file ";
const RECORD = "Cannot read a record at byte 0";
const LEFT = "A block holds more than its records";

/** Twice each, forty deep: 2⁴⁰ values without a byte. */
const doubled = Array.from({ length: 40 }).reduce<unknown>(
  (inner, _, depth) => ({
    ...record(inner, depth === 0 ? "null" : `d${depth - 1}`),
    name: `d${depth}`,
  }),
  "null",
);
const LIST = { type: "record", name: "l", fields: [{ name: "next", type: ["null", "l"] }] };

test.each([
  [
    "records without a byte",
    record("null"),
    { count: 2 ** 40, data: Buffer.alloc(0) },
    "A block of 0 bytes says that it holds 1099511627776 records",
  ],
  [
    "items without a byte",
    record({ type: "array", items: "null" }),
    { data: Buffer.concat([long(2 ** 40), long(0)]) },
    RECORD,
  ],
  ["items behind the end", record({ type: "array", items: "int" }), { data: long(2 ** 40) }, RECORD],
  [
    "the least long as a count",
    record({ type: "array", items: "int" }),
    { data: Buffer.concat([long(-(2n ** 63n)), long(1)]) },
    RECORD,
  ],
  ["members behind the end", record({ type: "map", values: "int" }), { data: long(2 ** 40) }, RECORD],
  ["a text behind the end", record("string"), { data: long(2 ** 40) }, RECORD],
  [
    "a text of less than nothing",
    record("string", "int"),
    { data: Buffer.concat([long(-1), long(1)]) },
    RECORD,
  ],
  ["a long without an end", record("long"), { data: Buffer.alloc(20, 255) }, RECORD],
  ["a branch that is none", record(["null", "int"]), { data: long(2) }, RECORD],
  ["a symbol that is none", record({ type: "enum", name: "e", symbols: ["A"] }), { data: long(-1) }, RECORD],
  ["a map of less than its members", record({ type: "map", values: "int" }), { data: long(-2) }, RECORD],
  ["bytes behind its records", record("int"), { data: Buffer.concat([long(1), long(2)]) }, LEFT],
  [
    "a block of fewer than no records",
    record("int"),
    { count: -1, data: Buffer.alloc(0) },
    /s3 file Cannot read a block of data at byte \d+\n/,
  ],
  ["a schema that is none", "nonsense", { data: long(1) }, "Cannot parse file header"],
  [
    "another type than a record",
    { type: "array", items: "int" },
    { data: long(0) },
    "The Avro schema type must be record",
  ],
  ["types that double", doubled, { data: Buffer.from([1]) }, RECORD],
  [
    "a list deeper than any",
    LIST,
    { data: Buffer.concat([...Array.from({ length: 500_000 }, () => long(1)), long(0)]) },
    RECORD,
  ],
  [
    "a long name for each byte",
    record({ type: "array", items: { type: "enum", name: "e", symbols: ["A".repeat(900_000)] } }),
    { data: Buffer.concat([long(1000), Buffer.alloc(1000), long(0)]) },
    RECORD,
  ],
  ["a type named as every object's member", record("toString"), { data: long(1) }, RECORD],
  [
    "a small block that is large",
    record("string"),
    { codec: "deflate", data: deflateRawSync(Buffer.alloc(200 * 1024 * 1024)) },
    "A block exceeds the limit of 4 MB",
  ],
  [
    "a small block that says it is large",
    record("string"),
    { codec: "snappy", data: Buffer.from([255, 255, 255, 255, 255, 255, 255, 7, 0, 0, 0, 0]) },
    "A block exceeds the limit of 4 MB",
  ],
])("a file with %s is refused, and costs no more than its bytes", (_, schema, options, text) => {
  expect(() => read(file(schema, options))).toThrow(typeof text === "string" ? PREFIX + text : text);
});

test("the details of a file that is none", () => {
  expect(() => read(Buffer.from("id\n"))).toThrow(
    /\n {2}code: {6}8001\n {2}context: {3}Cannot init avro reader [^\n]*\n {2}query: {5}1\n {2}location: {2}avropath_request\.cpp:432\n {2}process: {3}padbmaster \[pid=1\]\n/,
  );
});

/** "Binary Encoding": "if a block's count is negative, its absolute value is used, and the count is followed by a long block size". */
test("blocks of items that say their size, fixed bytes, and every boolean, are read", () => {
  const schema = record(
    { type: "array", items: "int" },
    { type: "map", values: "boolean" },
    { type: "fixed", name: "f", size: 2 },
    "long",
  );
  const items = Buffer.concat([long(-2), long(2), long(5), long(-6), long(1), long(7), long(0)]);
  const members = Buffer.concat([
    long(-1),
    long(3),
    sized("k"),
    Buffer.of(1),
    long(1),
    sized("l"),
    Buffer.of(0),
    long(0),
  ]);
  const data = Buffer.concat([items, members, Buffer.of(0xe9, 0x22), long(-(2n ** 63n))]);
  expect(read(file(schema, { data }))).toEqual([
    '{"f0":[5,-6,7],"f1":{"k":true,"l":false},"f2":"é\\"","f3":-9223372036854775808}',
  ]);
});

test("short values of long names, and a chain of records, are no attack", () => {
  const symbols = { type: "enum", name: "e", symbols: ["A".repeat(500)] };
  const named = file(record({ type: "array", items: symbols }), {
    data: Buffer.concat([long(200), Buffer.alloc(200), long(0)]),
  });
  expect(read(named)[0]?.length).toBe(200 * 503 + '{"f0":[]}'.length - 1);
  const many = record("int", ...Array.from({ length: 3000 }, () => "null"));
  expect(Object.keys(JSON.parse(read(file(many, { data: long(1) }))[0] ?? "")).length).toBe(3001);
  const chain = Buffer.concat([...Array.from({ length: 400 }, () => long(1)), long(0)]);
  expect(read(file(LIST, { data: chain }))[0]).toMatch(/^(?:\{"next":){401}null\}{401}$/);
});

test.each(["null", "deflate"])("a block of codec %s that is as long as it may be is one", (codec) => {
  const most = 4 * 1024 * 1024;
  const block = (length: number) => {
    const data = sized("x".repeat(length));
    return file(record("string"), { codec, data: codec === "null" ? data : deflateRawSync(data) });
  };
  // Four bytes say how long the text is.
  expect(read(block(most - 4))[0]?.length).toBe(most - 4 + '{"f0":""}'.length);
  expect(() => read(block(most - 3))).toThrow("A block exceeds the limit of 4 MB");
});
