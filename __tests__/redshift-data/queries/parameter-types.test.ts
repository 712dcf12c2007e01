import {
  PARAMETER_TYPES,
  type ParameterType,
  TYPE_RULES,
} from "../../../redshift-data/queries/parameter-types";

const DIGITS_38 = "9".repeat(38);

/** Of each type: what it takes with the text that is sent, and what it refuses. */
const CASES: Readonly<
  Record<ParameterType, { taken: readonly (readonly [unknown, string])[]; refused: readonly unknown[] }>
> = {
  text: {
    taken: [
      ["", ""],
      ["a'b:c", "a'b:c"],
    ],
    refused: [1, true, null, undefined, {}, []],
  },
  integer: {
    taken: [
      [0, "0"],
      [-2147483648, "-2147483648"],
      ["2147483647", "2147483647"],
    ],
    refused: [2147483648, "-2147483649", 1.5, "1.0", "", " 1", "0x1", "1e3", true, null, Number.NaN],
  },
  bigint: {
    taken: [
      [9007199254740991, "9007199254740991"],
      ["9223372036854775807", "9223372036854775807"],
      ["-9223372036854775808", "-9223372036854775808"],
    ],
    refused: [9007199254740992, "9223372036854775808", "1".repeat(50), 0.5, null],
  },
  decimal: {
    taken: [
      [12.5, "12.5"],
      [1e-7, "0.0000001"],
      ["0012.50", "0012.50"],
      ["-.5", "-.5"],
      [`${DIGITS_38.slice(1)}.9`, `${DIGITS_38.slice(1)}.9`],
    ],
    refused: [1e21, `${DIGITS_38}1`, "1e3", "NaN", ".", "", "1 ", Number.POSITIVE_INFINITY, null],
  },
  double: {
    taken: [
      [1e21, "1e+21"],
      [1e-7, "1e-7"],
      ["NaN", "NaN"],
      ["-Infinity", "-Infinity"],
      [".5E-3", ".5E-3"],
      ["-1.7e308", "-1.7e308"],
      ["0e999", "0e999"],
      ["0.0", "0.0"],
    ],
    refused: ["1e400", "-1e309", "9".repeat(400), "1e-400", "-NaN", "inf", "", "1,5", "1e", true, null],
  },
  boolean: {
    taken: [
      [true, "true"],
      [false, "false"],
      ["true", "true"],
    ],
    refused: ["TRUE", "t", 1, 0, "", null],
  },
  date: {
    taken: [
      ["2024-02-29", "2024-02-29"],
      ["0001-01-01", "0001-01-01"],
    ],
    refused: [
      "2025-02-29",
      "2025-13-01",
      "2025-00-10",
      "0000-01-01",
      "25-01-01",
      "2025-1-1",
      "today",
      20250101,
    ],
  },
  timestamp: {
    taken: [
      ["2026-01-31 23:59", "2026-01-31 23:59"],
      ["2026-01-31T12:30:00.123456", "2026-01-31T12:30:00.123456"],
    ],
    refused: [
      "2026-01-31",
      "2026-02-30 12:00",
      "2026-01-31 24:00",
      "2026-01-31T12:30:00Z",
      "2026-01-31 12:60",
    ],
  },
  timestamptz: {
    taken: [
      ["2026-01-31T12:30:00Z", "2026-01-31T12:30:00Z"],
      ["2026-01-31 12:30+09:30", "2026-01-31 12:30+09:30"],
      ["2026-01-31 12:30:01-05", "2026-01-31 12:30:01-05"],
    ],
    refused: ["2026-01-31T12:30:00", "2026-01-31Z", "2026-01-31 12:30+19", "2026-01-31 12:30 UTC"],
  },
};

test.each(PARAMETER_TYPES)("%s takes its values as the text that is sent, and no other", (type) => {
  const { taken, refused } = CASES[type];
  const { textOf } = TYPE_RULES[type];
  expect(taken.map(([value]) => textOf(value))).toEqual(taken.map(([, text]) => text));
  expect(refused.filter((value) => textOf(value) !== undefined)).toEqual([]);
});
