import { isName, quoteIdentifier, quoteLiteral } from "./sql-text";

/** How one option is written into a statement. */
export interface OptionRule {
  /** Completes "expected …". */
  readonly expected: string;
  /** Its part of the statement, which may be empty; nothing for a value that it does not take. */
  readonly clauseOf: (value: unknown) => string | undefined;
}

/** Written where it is `true`. */
export function flagOption(keyword: string): OptionRule {
  return {
    expected: "true or false",
    clauseOf: (value) => (typeof value === "boolean" ? (value ? keyword : "") : undefined),
  };
}

/** Written as `ON` or `OFF`. */
export function toggleOption(keyword: string): OptionRule {
  return {
    expected: "true or false",
    clauseOf: (value) => (typeof value === "boolean" ? `${keyword} ${value ? "ON" : "OFF"}` : undefined),
  };
}

/** One of some values, each with what is written for it. */
export function choiceOption(clauses: ReadonlyMap<unknown, string>): OptionRule {
  const shown = [...clauses.keys()].map((key) => (typeof key === "string" ? key : JSON.stringify(key)));
  return { expected: `one of ${shown.join(", ")}`, clauseOf: (value) => clauses.get(value) };
}

export function wholeNumberOption(
  min: number,
  max: number,
  clauseOf: (number: number) => string,
): OptionRule {
  return {
    expected: `a whole number from ${min} to ${max}`,
    clauseOf: (value) =>
      typeof value === "number" && Number.isInteger(value) && value >= min && value <= max
        ? clauseOf(value)
        : undefined,
  };
}

/** A text of which every character is allowed, as a literal behind the keyword. */
export function literalOption(
  keyword: string,
  pattern: RegExp,
  expected: string,
  /** Texts that are written in another way. */
  written: Readonly<Record<string, string>> = {},
): OptionRule {
  return {
    expected,
    clauseOf(value) {
      if (typeof value !== "string") return undefined;
      if (Object.hasOwn(written, value)) return written[value];
      return pattern.test(value) ? `${keyword} ${quoteLiteral(value)}` : undefined;
    },
  };
}

/** A tab as the documentation writes it: whoever reads the statement sees it. */
const TAB = "'\\t'";

/** What separates fields: printable ASCII, or a tab. A backslash begins an escape, so it is none. */
export function delimiterOption(maxCharacters: number): OptionRule {
  const pattern = new RegExp(`^[ -\\[\\]-~]{1,${maxCharacters}}$`);
  const expected =
    maxCharacters === 1
      ? "one printable ASCII character but the backslash, or a tab"
      : `1 to ${maxCharacters} printable ASCII characters without a backslash, or a tab`;
  return literalOption("DELIMITER AS", pattern, expected, { "\t": `DELIMITER AS ${TAB}` });
}

/** Printable ASCII without the backslash, of up to so many characters. */
export const PLAIN_TEXT = /^[ -[\]-~]{0,64}$/;

/** One character of it. */
export const PLAIN_CHARACTER = /^[ -[\]-~]$/;

const WIDTH_LABEL = /^[A-Za-z_]\w{0,126}$/;

/** Widths of the fields of a fixed-width file, by column, in their order. */
export const widthsOption: OptionRule = {
  expected: "an object of column → width in characters, a whole number from 1 to 65535",
  clauseOf(value) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const fields = Object.entries(value);
    const areFields = fields.every(
      ([label, width]) => WIDTH_LABEL.test(label) && Number.isInteger(width) && width >= 1 && width <= 65_535,
    );
    if (!areFields || fields.length === 0) return undefined;
    return `FIXEDWIDTH AS ${quoteLiteral(fields.map(([label, width]) => `${label}:${width}`).join(","))}`;
  },
};

/** Most columns of a table. */
const MAX_COLUMNS = 1600;

/** Names of columns in parentheses; nothing for anything else, and where one is there twice. */
export function columnList(value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_COLUMNS) return undefined;
  if (!value.every(isName) || new Set(value).size < value.length) return undefined;
  return `(${value.map(quoteIdentifier).join(", ")})`;
}
