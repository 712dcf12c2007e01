import { parquetWriteBuffer } from "hyparquet-writer";
import type { ColumnKind } from "../../../../emulator/redshift-data/copy/convert/target-column";
import { badSequence } from "../../../../emulator/redshift-data/copy/read/decode-text";
import { readParquet } from "../../../../emulator/redshift-data/copy/read/parquet-records";
import { targetColumn } from "../../../../testing/emulator/copy/converted-values";
import { parquetFile } from "../../../../testing/emulator/copy/parquet-file";
import { type ToldRecord, toldRecords } from "../../../../testing/emulator/copy/told-records";

async function records(
  file: Buffer,
  kinds: readonly ColumnKind[],
  fillsRecords = false,
): Promise<ToldRecord[]> {
  let reading: Promise<void> | undefined;
  const told = toldRecords((sink) => {
    const columns = kinds.map((kind) => targetColumn(kind));
    reading = readParquet("f", file, columns, { serializesToJson: false, fillsRecords }, sink);
  });
  await reading;
  return told;
}

const KINDS: readonly ColumnKind[] = [
  ...(["int2", "int4", "int8", "numeric", "float4", "float8", "bool", "bpchar", "varchar", "date"] as const),
  ...(["timestamp", "timestamptz", "time", "timetz", "super", "varbyte", "other"] as const),
];

/** The columns into which a file of one column can be loaded. */
async function kindsOf(file: Buffer): Promise<ColumnKind[]> {
  const fit: ColumnKind[] = [];
  for (const kind of KINDS)
    await records(file, [kind]).then(
      () => fit.push(kind),
      () => undefined,
    );
  return fit;
}

const logical = (type: string, logical_type: object) => ({ type, logical_type });
const moment = (type: string, name: string, unit: string, isAdjustedToUTC = true) =>
  logical(type, { type: name, isAdjustedToUTC, unit });
const decimal = (type: string, more: object = {}) => ({
  ...{ type, converted_type: "DECIMAL", precision: 9, scale: 2 },
  ...more,
});
const unsigned = (type: string, bitWidth: number) =>
  logical(type, { type: "INTEGER", bitWidth, isSigned: false });

const INTEGERS: ColumnKind[] = ["int2", "int4", "int8"];
const STAMPS: ColumnKind[] = ["timestamp", "timestamptz"];
const TIMES: ColumnKind[] = ["time", "timetz"];
const BYTES: ColumnKind[] = ["bpchar", "varchar", "varbyte", "other"];

/** "Parquet Logical Type Definitions": what a value stands for, by its type and its older name. */
test.each<[string, object, unknown[], ColumnKind[], unknown[]]>([
  ["UINT_32", { type: "INT32", converted_type: "UINT_32" }, [4294967295, 1], INTEGERS, ["4294967295", "1"]],
  ["an unsigned 32-bit integer", unsigned("INT32", 32), [4294967295, null], INTEGERS, ["4294967295", null]],
  ["a signed 32-bit integer", { type: "INT32" }, [-1, 7], INTEGERS, ["-1", "7"]],
  [
    "UINT_64",
    { type: "INT64", converted_type: "UINT_64" },
    [2n ** 64n - 1n],
    ["int8"],
    ["18446744073709551615"],
  ],
  ["an unsigned 64-bit integer", unsigned("INT64", 64), [2n ** 64n - 1n], ["int8"], ["18446744073709551615"]],
  ["a signed 64-bit integer", { type: "INT64" }, [-(2n ** 63n)], ["int8"], ["-9223372036854775808"]],
  ["FLOAT", { type: "FLOAT" }, [0.5, Number.NaN], ["float4", "float8"], ["0.5", "NaN"]],
  ["DOUBLE", { type: "DOUBLE" }, [0.1, -1e300], ["float8"], ["0.1", "-1e+300"]],
  ["BOOLEAN", { type: "BOOLEAN" }, [true, false, null], ["bool"], ["t", "f", null]],
  ["a decimal in 32 bits", decimal("INT32"), [-12345n, 5n], ["numeric"], ["-123.45", "0.05"]],
  ["a decimal in 64 bits", decimal("INT64"), [-5n, 0n], ["numeric"], ["-0.05", "0.00"]],
  ["a decimal without digits behind the point", decimal("INT64", { scale: 0 }), [-5n], ["numeric"], ["-5"]],
  [
    "a decimal of bytes",
    decimal("FIXED_LEN_BYTE_ARRAY", { type_length: 5 }),
    ...([[-1n, 999999999n], ["numeric"], ["-0.01", "9999999.99"]] as [unknown[], ColumnKind[], unknown[]]),
  ],
  [
    "a decimal by logical type, of bytes of any number",
    logical("BYTE_ARRAY", { type: "DECIMAL", precision: 9, scale: 3 }),
    [Uint8Array.of(0xff), Uint8Array.of(0x01, 0x00), new Uint8Array()],
    ...([["numeric"], ["-0.001", "0.256", "0.000"]] as [ColumnKind[], unknown[]]),
  ],
  ["DATE", { type: "INT32", converted_type: "DATE" }, [-1, 0], ["date"], ["1969-12-31", "1970-01-01"]],
  ["a date by logical type", logical("INT32", { type: "DATE" }), [20_420], ["date"], ["2025-11-28"]],
  [
    "TIMESTAMP_MILLIS",
    { type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
    [-1n, 1764335100123n],
    ...([STAMPS, ["1969-12-31 23:59:59.999000", "2025-11-28 13:05:00.123000"]] as [ColumnKind[], unknown[]]),
  ],
  [
    "TIMESTAMP_MICROS",
    { type: "INT64", converted_type: "TIMESTAMP_MICROS" },
    ...([[1n], STAMPS, ["1970-01-01 00:00:00.000001"]] as [unknown[], ColumnKind[], unknown[]]),
  ],
  ...([true, false].flatMap((utc) =>
    (
      [
        ["MILLIS", 1n, "1970-01-01 00:00:00.001000"],
        ["MICROS", 1n, "1970-01-01 00:00:00.000001"],
        ["NANOS", 1999n, "1970-01-01 00:00:00.000001"],
      ] as const
    ).map(([unit, value, text]) => [
      `a timestamp in ${unit}, UTC: ${utc}`,
      moment("INT64", "TIMESTAMP", unit, utc),
      ...[[value], STAMPS, [text]],
    ]),
  ) as [string, object, unknown[], ColumnKind[], unknown[]][]),
  [
    "nanoseconds before 1970",
    moment("INT64", "TIMESTAMP", "NANOS"),
    ...([[-1n], STAMPS, ["1969-12-31 23:59:59.999999"]] as [unknown[], ColumnKind[], unknown[]]),
  ],
  ["TIME_MILLIS", { type: "INT32", converted_type: "TIME_MILLIS" }, [3661001], TIMES, ["01:01:01.001000"]],
  [
    "TIME_MICROS",
    { type: "INT64", converted_type: "TIME_MICROS" },
    [3661000001n],
    TIMES,
    ["01:01:01.000001"],
  ],
  ["a time in milliseconds", moment("INT32", "TIME", "MILLIS"), [3661001], TIMES, ["01:01:01.001000"]],
  ["a time in microseconds", moment("INT64", "TIME", "MICROS"), [1n], TIMES, ["00:00:00.000001"]],
  ["a time in nanoseconds", moment("INT64", "TIME", "NANOS"), [1999n], TIMES, ["00:00:00.000001"]],
  ["bytes", { type: "BYTE_ARRAY" }, [Buffer.from("Zoë"), null], BYTES, ["Zoë", null]],
  ["UTF8", { type: "BYTE_ARRAY", converted_type: "UTF8" }, ["Zoë"], BYTES, ["Zoë"]],
])("%s", async (_name, element, data, kinds, texts) => {
  const file = parquetFile([element], [data]);
  expect(await kindsOf(file)).toEqual(kinds);
  const [kind = "other"] = kinds;
  expect(await records(file, [kind])).toEqual(texts.map((text, at) => [at + 1, [text], text ?? ""]));
});

/** Bytes of the footer as other bytes: the schema of what the writer does not write. */
function withFooter(file: Buffer, from: readonly number[], to: readonly number[]): Buffer {
  const footer = file.length - 8 - file.readUInt32LE(file.length - 8);
  for (let at = file.indexOf(Buffer.from(from), footer); at !== -1; at = file.indexOf(Buffer.from(from), at))
    Buffer.from(to).copy(file, at);
  return file;
}

test("INT96 is a timestamp: nanoseconds of a Julian day, the lowest byte first", async () => {
  const stored = Buffer.alloc(12);
  stored.writeBigUInt64LE(3_661_000_001_999n);
  stored.writeUInt32LE(2_440_587, 8);
  const fixed = parquetFile([{ type: "FIXED_LEN_BYTE_ARRAY", type_length: 12 }], [[Uint8Array.from(stored)]]);
  // Field 1 is the type, in Thrift's compact form: 7 becomes 3.
  const file = withFooter(fixed, [0x15, 0x0e], [0x15, 0x06]);
  expect(await kindsOf(file)).toEqual(STAMPS);
  expect(await records(file, ["timestamp"])).toEqual([
    [1, ["1969-12-31 01:01:01.000001"], "1969-12-31 01:01:01.000001"],
  ]);
});

test("VARBYTE takes bytes as hexadecimal", async () => {
  const file = parquetFile([{ type: "BYTE_ARRAY" }], [[Uint8Array.of(0, 255)]]);
  expect(await records(file, ["varbyte"])).toEqual([[1, ["00ff"], "00ff"]]);
});

test("a byte that is no UTF-8 is marked; a mark of UTF-8 is a character", async () => {
  const data = [Uint8Array.of(0x61, 0xff, 0xe9), Buffer.from("\ufeffa")];
  const file = parquetFile([{ type: "BYTE_ARRAY" }], [data]);
  const [marked, plain] = (await records(file, ["varchar"])).map(([, values]) => values[0] ?? "");
  expect(badSequence(marked ?? "", 1)).toEqual({ bytes: Buffer.of(0xff), error: 3 });
  expect(plain).toBe("\ufeffa");
});

test("rows of all groups and columns, in their order", async () => {
  const [numbers, letters] = [
    [1, 2, 3, null, 5],
    ["a", null, "c", "d", "e"],
  ];
  const elements = [{ type: "INT32" }, { type: "BYTE_ARRAY", converted_type: "UTF8" }];
  const file = parquetFile(elements, [numbers, letters], { rowGroupSize: 2 });
  expect(await records(file, ["int4", "varchar"])).toEqual([
    [1, ["1", "a"], "1|a"],
    [2, ["2", null], "2|"],
    [3, ["3", "c"], "3|c"],
    [4, [null, "d"], "|d"],
    [5, ["5", "e"], "5|e"],
  ]);
});

test("columns that are not the table's: FILLRECORD lets the last ones be missing", async () => {
  const file = parquetFile([{ type: "INT32" }, { type: "INT32", repetition_type: "REQUIRED" }], [[1], [2]]);
  const unmatched = (count: number) =>
    `ERROR: Unmatched number of columns between table and file. Table columns: ${count}, Data columns: 2, File name: f`;
  await expect(records(file, ["int4", "int4", "date"])).rejects.toThrow(unmatched(3));
  expect(await records(file, ["int4", "int4", "date"], true)).toEqual([[1, ["1", "2"], "1|2"]]);
  await expect(records(file, ["int4"], true)).rejects.toThrow(unmatched(1));
  for (const [kinds, told] of [
    [["int4", "date"], "'f.v1'. Column type: DATE, Parquet schema:\nrequired int32 v1 [i:1 d:1 r:0]"],
    [["date", "int4"], "'f.v0'. Column type: DATE, Parquet schema:\noptional int32 v0 [i:0 d:1 r:0]"],
  ] as const) {
    await expect(records(file, kinds)).rejects.toThrow(
      `ERROR: Spectrum Scan Error. File 'f' has an incompatible Parquet schema for column ${told}`,
    );
  }
});

test("a column of records or of lists is a lack, and says so", async () => {
  const schema = [
    { name: "schema", num_children: 1 },
    { name: "v0", num_children: 1, repetition_type: "OPTIONAL" as const },
    { name: "a", type: "INT32" as const, repetition_type: "OPTIONAL" as const },
  ];
  const ofRecords = Buffer.from(
    parquetWriteBuffer({ schema, columnData: [{ name: "v0", data: [{ a: 1 }] }] }),
  );
  // Fields 1 and 3 are type and repetition: OPTIONAL becomes REPEATED.
  const ofLists = withFooter(
    parquetFile([{ type: "INT32" }], [[1]]),
    [0x15, 0x02, 0x25, 0x02],
    [0x15, 0x02, 0x25, 0x04],
  );
  for (const file of [ofRecords, ofLists]) {
    await expect(records(file, ["int4"])).rejects.toThrow(
      /^ERROR: LOCAL_LACK: COPY of nested columns of Parquet/,
    );
  }
});
