import { parquetWriteBuffer } from "hyparquet-writer";
import { LoadedText } from "../../../../testing/emulator/loaded-text";

const local = new LoadedText();

afterAll(() => local.api.close());

/** One column of a file, as the writer of another program stores it. */
function parquet(element: object, data: unknown[]): Buffer {
  const column = { name: "v", repetition_type: "OPTIONAL" as const, ...element };
  const schema = [{ name: "schema", num_children: 1 }, column];
  const written = parquetWriteBuffer({ schema, columnData: [{ name: "v", data }] } as Parameters<
    typeof parquetWriteBuffer
  >[0]);
  return Buffer.from(written);
}

const timestamp = (unit: string) => ({
  type: "INT64",
  logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit },
});
const decimal = (type: string, more: object = {}) => ({
  ...{ type, converted_type: "DECIMAL", precision: 9, scale: 2 },
  ...more,
});
const unsigned = (type: string, bitWidth: number) => ({
  ...{ type, logical_type: { type: "INTEGER", bitWidth, isSigned: false } },
});

test.each<[string, object, string, unknown[], unknown[]]>([
  ["UINT_32", { type: "INT32", converted_type: "UINT_32" }, "bigint", [4294967295, 1], [4294967295, 1]],
  ["an unsigned 32-bit integer", unsigned("INT32", 32), "bigint", [4294967295, null], [4294967295, true]],
  ["a signed 32-bit integer", { type: "INT32" }, "int", [-1, 7], [-1, 7]],
  ["a decimal in 32 bits", decimal("INT32"), "decimal(9,2)", [-12345n, 5n], ["-123.45", "0.05"]],
  ["a decimal in 64 bits", decimal("INT64"), "decimal(9,2)", [-5n, 0n], ["-0.05", "0.00"]],
  [
    "a decimal without digits behind the point",
    decimal("INT64", { scale: 0 }),
    "decimal(9,0)",
    [-5n],
    ["-5"],
  ],
  [
    "a decimal of bytes",
    decimal("FIXED_LEN_BYTE_ARRAY", { type_length: 5 }),
    "decimal(9,2)",
    [-1n, 999999999n],
    ["-0.01", "9999999.99"],
  ],
  [
    "milliseconds",
    { type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
    "timestamp",
    [-1n, 1764335100123n],
    ["1969-12-31 23:59:59.999", "2025-11-28 13:05:00.123"],
  ],
  ["milliseconds, by logical type", timestamp("MILLIS"), "timestamp", [1n], ["1970-01-01 00:00:00.001"]],
  ["microseconds", timestamp("MICROS"), "timestamp", [1n], ["1970-01-01 00:00:00.000001"]],
  ["nanoseconds", timestamp("NANOS"), "timestamp", [1999n], ["1970-01-01 00:00:00.000001"]],
  [
    "a time in milliseconds",
    { type: "INT32", converted_type: "TIME_MILLIS" },
    "time",
    [3661001],
    ["01:01:01.001"],
  ],
  ["bytes into VARBYTE", { type: "BYTE_ARRAY" }, "varbyte(9)", [Uint8Array.of(0, 255)], [Buffer.of(0, 255)]],
])("%s", async (_name, element, type, data, expected) => {
  expect(await local.copied(`v ${type}`, parquet(element, data), "PARQUET")).toEqual(
    expected.map((value) => [value]),
  );
});

test.each<[string, object, unknown[], unknown[]]>([
  [
    "JSON, every digit of it",
    { type: "BYTE_ARRAY", logical_type: { type: "JSON" } },
    [Buffer.from('{"a":[12345678901234567890.10]}')],
    ['{"a":[12345678901234567890.10]}'],
  ],
  ["texts", { type: "BYTE_ARRAY", converted_type: "UTF8" }, ['{"a":1}', "é"], ['"{\\"a\\":1}"', '"é"']],
  ["whole numbers", { type: "INT32" }, [-7, null], ["-7", true]],
  ["numbers, and what JSON has none for", { type: "DOUBLE" }, [0.5, Number.NaN], ["0.5", '"NaN"']],
  ["decimals", decimal("INT64"), [-5n], ["-0.05"]],
  ["truth values", { type: "BOOLEAN" }, [true, false], ["true", "false"]],
  ["days", { type: "INT32", converted_type: "DATE" }, [0], ['"1970-01-01"']],
])("SUPER of %s, with SERIALIZETOJSON alone", async (_name, element, data, expected) => {
  const file = parquet(element, data);
  expect(await local.copied("v super", file, "PARQUET")).toBe(
    "ERROR: SUPER column in COPY query requires SERIALIZETOJSON option",
  );
  expect(await local.copied("v super", file, "PARQUET SERIALIZETOJSON")).toEqual(
    expected.map((value) => [value]),
  );
});

test("FILLRECORD: NULL in the columns that the file does not have yet", async () => {
  const file = parquet({ type: "INT32" }, [7]);
  expect(await local.copied("v int, w varchar(9), x int", file, "PARQUET FILLRECORD")).toEqual([
    [7, true, true],
  ]);
  expect(await local.copied("v int, w varchar(9)", file, "PARQUET")).toMatch(/^ERROR: Unmatched number of/);
});

test("a column of records is a lack, and says so", async () => {
  const schema = [
    { name: "schema", num_children: 1 },
    { name: "v", num_children: 1, repetition_type: "OPTIONAL" as const },
    { name: "a", type: "INT32" as const, repetition_type: "OPTIONAL" as const },
  ];
  const file = Buffer.from(parquetWriteBuffer({ schema, columnData: [{ name: "v", data: [{ a: 1 }] }] }));
  expect(await local.copied("v int", file, "PARQUET")).toMatch(
    /^ERROR: LOCAL_LACK: COPY of nested columns of Parquet/,
  );
});
