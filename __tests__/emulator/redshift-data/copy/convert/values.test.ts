import { columnConverter } from "../../../../../emulator/redshift-data/copy/convert/column-converter";
import type { TargetColumn } from "../../../../../emulator/redshift-data/copy/convert/target-column";
import type { Conversion } from "../../../../../emulator/redshift-data/copy/statement/copy-statement";
import { convertedValues, targetColumn } from "../../../../../testing/emulator/copy/converted-values";
import { PLAIN_COPY } from "../../../../../testing/emulator/copy/statement-texts";

const digit = (character: string, at: number, type: string) =>
  `Invalid digit, Value '${character}', Pos ${at}, Type: ${type}`;
const overflow = (name: string, least: string, most: string) =>
  `Overflow (${name} valid range ${least} to ${most})`;
const SHORT = overflow("Short", "-32768", "32767");
const INTEGER = overflow("Integer", "-2147483648", "2147483647");
const LONG = overflow("Long", "-9223372036854775808", "9223372036854775807");

/** Ranges: "Numeric types". */
test.each<[TargetColumn["kind"], string[], string[]]>([
  ["int2", ["-32768", "32767", " +7 ", "0"], ["32768", "-32769", "+99999"].map(() => SHORT)],
  ["int4", ["-2147483648", "2147483647", "0000000000001"], [INTEGER, INTEGER, INTEGER]],
  ["int8", ["-9223372036854775808", "9223372036854775807"], [LONG, LONG, LONG]],
])("bounds of %s", (kind, fits, refusals) => {
  const beyond = {
    ...{ int2: ["32768", "-32769", "+99999"], int4: ["2147483648", "-2147483649", "+9999999999"] },
    int8: ["9223372036854775808", "-9223372036854775809", "+99999999999999999999"],
  };
  expect(convertedValues(fits, kind)).toEqual(fits.map((text) => text.trim()));
  expect(convertedValues(beyond[kind as keyof typeof beyond], kind)).toEqual(refusals);
});

const OVERFLOW = "Overflow for NUMERIC(8,2)";

test.each<[TargetColumn["kind"], Partial<Conversion>, readonly (readonly [string | null, string | null])[]]>([
  [
    "numeric",
    {},
    [
      ...([
        ["123456.78", "123456.78"],
        ["1234567", OVERFLOW],
        ["999999.999", "999999.99"],
        [".5", ".5"],
      ] as const),
      ...([
        ["1e5", "100000.00"],
        ["1e6", OVERFLOW],
        ["12e-1", "1.20"],
        ["1e-2", "0.01"],
        ["1e-3", "0.00"],
      ] as const),
      ...([
        ["-.001", "0.00"],
        ["-1.239", "-1.23"],
        ["0e9", "0.00"],
        [".", digit(".", 0, "Decimal")],
      ] as const),
      ...([
        ["1x", digit("x", 1, "Decimal")],
        ["1.5e1x", digit("x", 5, "Decimal")],
        ["", null],
        ["  ", null],
        ["\\N", null],
        [null, null],
      ] as const),
    ],
  ],
  [
    "numeric",
    { rounds: true },
    [
      ["1.004", "1.00"],
      ["1.005", "1.01"],
      ["-1.005", "-1.01"],
      ["999999.995", OVERFLOW],
    ],
  ],
  [
    "float8",
    { nullText: "none" },
    [
      ["none", null],
      ["1.", "1."],
      [".5e-3", ".5e-3"],
      ["NaN", "NaN"],
      ["-Infinity", "-Infinity"],
      ["inf", "inf"],
      ["x", digit("x", 0, "Double")],
    ],
  ],
  [
    "bool",
    {},
    [
      ...["1", "t", "TRUE", "y", "Yes", "on"].map((text) => [text, "t"] as const),
      ...["0", "f", "False", "n", "no", " OFF "].map((text) => [text, "f"] as const),
      ["2", "Unknown boolean format"],
    ],
  ],
  [
    "varbyte",
    {},
    [
      ["0aF", "Invalid hexadecimal value for VARBYTE"],
      ["0aFf", "\\x0aFf"],
      ["", null],
    ],
  ],
  [
    "super",
    {},
    [
      ['{"a" : "b  \\" c"}', '{"a":"b  \\" c"}'],
      ["{", "Error parsing JSON value for SUPER"],
    ],
  ],
  [
    "varchar",
    {},
    [
      ["", ""],
      [" ", " "],
      ["\\N", null],
      ["123456789", "123456789"],
      ["éééé1", "éééé1"],
      ["ééééé", "String length exceeds DDL length"],
      ["€€€€", "String length exceeds DDL length"],
    ],
  ],
  [
    "varchar",
    { emptyAsNull: true },
    [
      ["", null],
      [" ", " "],
    ],
  ],
  [
    "varchar",
    { blanksAsNull: true },
    [
      ["", ""],
      [" \t", null],
    ],
  ],
  [
    "varchar",
    { trimsBlanks: true },
    [
      [" a \t ", " a"],
      ["123456789  ", "123456789"],
    ],
  ],
  // "This parameter applies only to columns with a VARCHAR data type."
  ["other", { trimsBlanks: true }, [["a ", "a "]]],
  [
    "varchar",
    { truncates: true },
    [
      ["ééééé", "éééé"],
      ["1234567€", "1234567"],
      ["123456€x", "123456€"],
    ],
  ],
  [
    "bpchar",
    {},
    [
      ["a  ", "a"],
      ["123456789   ", "123456789"],
    ],
  ],
  [
    "date",
    { acceptsAnyDate: true },
    [
      ["2026-13-01", null],
      ["2026-12-01", "2026-12-01"],
    ],
  ],
  ["timestamp", { acceptsAnyDate: true }, [["x", null]]],
  ["timestamptz", { acceptsAnyDate: true }, [["x", null]]],
  ["other", {}, [["a longer text", "a longer text"]]],
  ["int4", { acceptsAnyDate: true }, [["x", digit("x", 0, "Integer")]]],
])("values of %s with %j", (kind, conversion, rows) => {
  expect(
    convertedValues(
      rows.map(([value]) => value),
      kind,
      conversion,
    ),
  ).toEqual(rows.map(([, value]) => value));
});

test("a column that takes no NULL", () => {
  const refused = (values: (string | null)[], kind: TargetColumn["kind"], conversion: Partial<Conversion>) =>
    expect([kind, convertedValues(values, kind, conversion, { isNullable: false })]).toEqual([
      kind,
      values.map(() => "Missing data for not-null field"),
    ]);
  for (const kind of ["int4", "varchar", "date"] as const) refused([null, "\\N"], kind, {});
  refused(["", " "], "int4", {});
  refused(["", " "], "bpchar", { emptyAsNull: true, blanksAsNull: true });
  refused(["x"], "timestamp", { acceptsAnyDate: true });
});

/** "Load error reference". */
test.each<[number, TargetColumn["kind"], string, Partial<Conversion>?]>([
  [1204, "varchar", "1234567890"],
  [1205, "date", "x"],
  [1205, "date", "x", { dateFormat: "YYYY" }],
  [1206, "timestamp", "x"],
  [1206, "timestamptz", "x", { timeFormat: "YYYY" }],
  [1206, "timestamp", "x", { timeFormat: "epochsecs" }],
  [1206, "time", "x"],
  [1207, "int8", "x"],
  [1207, "numeric", "x"],
  [1208, "float4", "x"],
  [1209, "numeric", "1234567"],
  [1210, "bool", "x"],
  [1213, "int4", ""],
  [1216, "varbyte", "x"],
  [1220, "bpchar", "é"],
  [1204, "float8", "1e999"],
  [1222, "int2", "99999"],
  [1224, "super", "x"],
])("error %d of %s for %j", (code, kind, value, conversion = {}) => {
  const settings = { ...PLAIN_COPY.conversion, ...conversion };
  const convert = columnConverter(targetColumn(kind, { isNullable: false }), settings, false);
  expect(convert(value)).toMatchObject({ code });
});
