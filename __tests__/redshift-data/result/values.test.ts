import type { Cell } from "../../../redshift-data/client/data-api";
import { csvLine } from "../../../redshift-data/result/csv";
import { readRow, readValue } from "../../../redshift-data/result/values";

/** One within so many lists. */
function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}

test.each<[string, Cell, unknown]>([
  ["int4", { longValue: 42 }, 42],
  ["int8", { longValue: 9007199254740991 }, 9007199254740991],
  ["int8", { longValue: "9007199254740991" }, 9007199254740991],
  ["int8", { longValue: "9223372036854775807" }, "9223372036854775807"],
  ["int8", { longValue: "-9223372036854775808" }, "-9223372036854775808"],
  ["numeric", { stringValue: "12345678901234567890.123456789000" }, "12345678901234567890.123456789000"],
  ["bool", { booleanValue: false }, false],
  ["float4", { doubleValue: 1.5 }, 1.5],
  ["float8", { doubleValue: Number.NaN }, "NaN"],
  ["float8", { doubleValue: "NaN" }, "NaN"],
  ["float8", { doubleValue: "-Infinity" }, "-Infinity"],
  ["float8", { doubleValue: Number.POSITIVE_INFINITY }, "Infinity"],
  ["float8", { doubleValue: Number.NEGATIVE_INFINITY }, "-Infinity"],
  ["date", { stringValue: "2026-11-24" }, "2026-11-24"],
  ["timestamptz", { stringValue: "2026-11-24 18:00:00.123456+00" }, "2026-11-24 18:00:00.123456+00"],
  ["varchar", { stringValue: "" }, ""],
  ["varchar", { isNull: true }, null],
  ["varbyte", { stringValue: "cafe" }, "cafe"],
  ["varbyte", { blobValue: new Uint8Array([202, 254]) }, "cafe"],
  ["super", { stringValue: '{"a":[1,null,"x"]}' }, { a: [1, null, "x"] }],
  ["SUPER", { stringValue: '"x"' }, "x"],
  ["super", { stringValue: "not json" }, "not json"],
  ["super", { stringValue: '{"n":12345678901234567890}' }, { n: "12345678901234567890" }],
  ["super", { stringValue: "[9007199254740991,9007199254740992]" }, [9007199254740991, "9007199254740992"]],
  ["super", { stringValue: "[-9007199254740993]" }, ["-9007199254740993"]],
  ["super", { stringValue: "[0.1,1.10,-0.5,1e2,0,-0.0]" }, [0.1, 1.1, -0.5, 100, 0, -0]],
  ["super", { stringValue: "[0.1234567890123456789,1e400]" }, ["0.1234567890123456789", "1e400"]],
  ["super", { stringValue: "[1234567890.12345678,1e-400]" }, ["1234567890.12345678", "1e-400"]],
  ["super", { stringValue: "[100000000000000.000, 1E+2]" }, [100000000000000, 100]],
  [
    "super",
    { stringValue: '{"a\\"9007199254740993":"9007199254740993 1e5"}' },
    { 'a"9007199254740993': "9007199254740993 1e5" },
  ],
  ["super", { stringValue: "12345678901234567890" }, "12345678901234567890"],
  ["super", { stringValue: `${"[".repeat(1_000)}1e0${"]".repeat(1_000)}` }, nested(1_000)],
  [
    "super",
    { stringValue: `${"[".repeat(1_001)}1e0${"]".repeat(1_001)}` },
    `${"[".repeat(1_001)}1e0${"]".repeat(1_001)}`,
  ],
  ["super", { stringValue: `"${"[".repeat(2_000)}"` }, "[".repeat(2_000)],
  ["varchar", { stringValue: '{"a":1}' }, '{"a":1}'],
  ["geometry", { stringValue: "POINT(1 2)" }, "POINT(1 2)"],
  ["int4", {}, null],
])("%s %j is %j", (type, cell, expected) => {
  expect(readValue(cell, { name: "c", type })).toEqual(expected);
});

test("SUPER without end is read once", () => {
  const quotes = `"${'\\"'.repeat(1_000_000)}`;
  expect(readValue({ stringValue: `${quotes}1234567890123456` }, { name: "c", type: "super" })).toBe(
    `${quotes}1234567890123456`,
  );
  const deep = "[".repeat(5_000_000);
  expect(readValue({ stringValue: deep }, { name: "c", type: "super" })).toBe(deep);
});

test.each<[string, unknown]>([
  ["a text that is a number", { stringValue: 5 }],
  ["a number that is a list", { longValue: [1] }],
  ["a double that is an object", { doubleValue: {} }],
  ["a flag that is a text", { booleanValue: "hunter2" }],
  ["bytes that are a length", { blobValue: { length: 2 ** 31 } }],
])("%s is no value", (_, cell) => {
  expect(() => readValue(cell as Cell, { name: "c", type: "super" })).toThrow(
    "AWS's answer is not one of the Data API: a value is of another type than its member",
  );
});

test("a line of CSV quotes what RFC 4180 asks for", () => {
  expect(csvLine(["a", "", 'say "hi"', "x,y", "two\nlines"])).toBe(
    'a,"","say ""hi""","x,y","two\nlines"\r\n',
  );
});

test.each([null, [], [{ longValue: 1 }, { isNull: true }], {} as []])(
  "%j is no row of one column",
  (record) => {
    expect(() => readRow(record, [{ name: "c", type: "int4" }])).toThrow(
      "AWS's answer is not one of the Data API: a row has not as many values as the result has columns",
    );
  },
);
