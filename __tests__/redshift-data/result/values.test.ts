import type { Cell } from "../../../redshift-data/client/data-api";
import { csvLine } from "../../../redshift-data/result/csv";
import { readValue } from "../../../redshift-data/result/values";

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
  ["varchar", { stringValue: '{"a":1}' }, '{"a":1}'],
  ["geometry", { stringValue: "POINT(1 2)" }, "POINT(1 2)"],
  ["int4", {}, null],
])("%s %j is %j", (type, cell, expected) => {
  expect(readValue(cell, { name: "c", type })).toEqual(expected);
});

test("a line of CSV quotes what RFC 4180 asks for", () => {
  expect(csvLine(["a", "", 'say "hi"', "x,y", "two\nlines"])).toBe(
    'a,"","say ""hi""","x,y","two\nlines"\r\n',
  );
});
