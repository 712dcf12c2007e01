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
  { codec = "null", count = 1, data }: { codec?: string; count?: number | bigint; data: Buffer },
): Buffer {
  const meta = { "avro.schema": JSON.stringify(schema), "avro.codec": codec };
  return Buffer.concat([
    Buffer.from("Obj\u0001"),
    long(2),
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
  expect(() => read(file(schema, options))).toThrow(PREFIX + text);
});

test("a header that says it has more than its bytes is refused", () => {
  const bytes = Buffer.concat([Buffer.from("Obj\u0001"), long(2 ** 40)]);
  expect(() => read(bytes)).toThrow(`${PREFIX}Cannot read the header at byte 0`);
});

test("names that every object has are names like others", () => {
  const schema = {
    type: "record",
    name: "r",
    fields: [
      { name: "__proto__", type: "int" },
      { name: "constructor", type: { type: "map", values: "int" } },
    ],
  };
  const data = Buffer.concat([long(5), long(1), sized("__proto__"), long(6), long(0)]);
  expect(read(file(schema, { data }))).toEqual(['{"__proto__":5,"constructor":{"__proto__":6}}']);
});
