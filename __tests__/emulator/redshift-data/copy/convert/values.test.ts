import type { TargetColumn } from "../../../../../emulator/redshift-data/copy/convert/target-column";
import type { Conversion } from "../../../../../emulator/redshift-data/copy/statement/copy-statement";
import { convertedValues } from "../../../../../testing/emulator/copy/converted-values";

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
      [" a  ", " a"],
      ["123456789  ", "123456789"],
    ],
  ],
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
  ["timestamptz", { acceptsAnyDate: true }, [["x", null]]],
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
  const values = [null, "\\N"];
  const missing = values.map(() => "Missing data for not-null field");
  for (const kind of ["int4", "varchar", "date"] as const)
    expect(convertedValues(values, kind, {}, { isNullable: false })).toEqual(missing);
});
