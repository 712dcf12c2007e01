import { parquetFile } from "../../../../testing/emulator/copy/parquet-file";
import { LoadedText } from "../../../../testing/emulator/loaded-text";

const local = new LoadedText();

afterAll(() => local.api.close());

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
  ["decimals", { type: "INT64", converted_type: "DECIMAL", precision: 9, scale: 2 }, [-5n], ["-0.05"]],
  ["truth values", { type: "BOOLEAN" }, [true, false], ["true", "false"]],
  ["days", { type: "INT32", converted_type: "DATE" }, [0], ['"1970-01-01"']],
])("SUPER of %s, with SERIALIZETOJSON alone", async (_name, element, data, expected) => {
  const file = parquetFile([element], [data]);
  expect(await local.copied("v super", file, "PARQUET")).toBe(
    "ERROR: SUPER column in COPY query requires SERIALIZETOJSON option",
  );
  expect(await local.copied("v super", file, "PARQUET SERIALIZETOJSON")).toEqual(
    expected.map((value) => [value]),
  );
});

test("FILLRECORD: NULL in the columns that the file does not have yet", async () => {
  const file = parquetFile([{ type: "INT32" }], [[7]]);
  expect(await local.copied("v int, w varchar(9), x int", file, "PARQUET FILLRECORD")).toEqual([
    [7, true, true],
  ]);
  expect(await local.copied("v int, w varchar(9)", file, "PARQUET")).toMatch(/^ERROR: Unmatched number of/);
});
