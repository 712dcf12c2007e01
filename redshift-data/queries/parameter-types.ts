import { plainNumber } from "../statement/plain-number";

/** Types that a parameter of a named query may have. */
export const PARAMETER_TYPES = [
  "text",
  "integer",
  "bigint",
  "decimal",
  "double",
  "boolean",
  "date",
  "timestamp",
  "timestamptz",
] as const;

/** Type of a parameter of a named query. */
export type ParameterType = (typeof PARAMETER_TYPES)[number];

/** What a type takes, and how the Data API gets it, which knows texts alone. */
interface TypeRule {
  /** Redshift's name: what a NULL of the type is cast to. */
  readonly redshiftType: string;
  /** Completes "expected …". */
  readonly expected: string;
  /** The text that the engine casts; nothing for a value that is none of the type. */
  readonly textOf: (value: unknown) => string | undefined;
}

const MAX_INTEGER = 2n ** 31n - 1n;
const MAX_BIGINT = 2n ** 63n - 1n;

/** Redshift's DECIMAL. */
const MAX_DECIMAL_DIGITS = 38;

const WHOLE = /^-?\d{1,40}$/;
const DECIMAL = /^-?(?:\d+(?:\.\d*)?|\.\d+)$/;
const DOUBLE = /^-?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?|Infinity)$|^NaN$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?$/;
const ZONE = /(?:Z|[+-](?:0\d|1[0-5])(?::?[0-5]\d)?)$/;

/** Longer texts are no number and no time. */
const MAX_CHARACTERS = 400;

/** Numbers beyond ±(2^53−1) are rounded before anybody reads them, so only their digits as text are exact. */
function numberText(value: unknown): string | undefined {
  if (typeof value === "string") return value.length <= MAX_CHARACTERS ? value : undefined;
  if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? undefined : plainNumber(value);
}

function whole(max: bigint): TypeRule["textOf"] {
  return (value) => {
    const text = numberText(value);
    if (text === undefined || !WHOLE.test(text)) return undefined;
    const number = BigInt(text);
    return number <= max && number >= -max - 1n ? text : undefined;
  };
}

function decimalText(value: unknown): string | undefined {
  const text = numberText(value);
  if (text === undefined || !DECIMAL.test(text)) return undefined;
  return text.replace(/\D/g, "").replace(/^0+/, "").length <= MAX_DECIMAL_DIGITS ? text : undefined;
}

function doubleText(value: unknown): string | undefined {
  const text = typeof value === "number" ? String(value) : numberText(value);
  return text !== undefined && DOUBLE.test(text) && isInDoubleRange(text) ? text : undefined;
}

/** The engine refuses what it would round to infinity, or to zero. */
function isInDoubleRange(text: string): boolean {
  const number = Number(text);
  if (number === 0) return !/[1-9]/.test(text.replace(/e.*$/i, ""));
  return !/^-?[\d.]/.test(text) || Number.isFinite(number);
}

function booleanText(value: unknown): string | undefined {
  return value === true || value === false || value === "true" || value === "false"
    ? String(value)
    : undefined;
}

/** A day that the calendar has. */
function isDate(text: string): boolean {
  const [, year = "", month = "", day = ""] = DATE.exec(text) ?? [];
  const date = new Date(Date.UTC(2000, Number(month) - 1, Number(day)));
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return Number(year) > 0 && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

function isTimestamp(text: string): boolean {
  return isDate(text.slice(0, 10)) && /^[ T]$/.test(text.charAt(10)) && TIME.test(text.slice(11));
}

function textWhere(isAllowed: (text: string) => boolean): TypeRule["textOf"] {
  return (value) =>
    typeof value === "string" && value.length <= MAX_CHARACTERS && isAllowed(value) ? value : undefined;
}

/** Every type. A value may be the text of it too: a command line, and a JSON reader that rounds, have nothing else. */
export const TYPE_RULES: Readonly<Record<ParameterType, TypeRule>> = {
  text: {
    redshiftType: "VARCHAR",
    expected: "text",
    textOf: (value) => (typeof value === "string" ? value : undefined),
  },
  integer: {
    redshiftType: "INTEGER",
    expected: "a whole number from -2147483648 to 2147483647",
    textOf: whole(MAX_INTEGER),
  },
  bigint: {
    redshiftType: "BIGINT",
    expected: "a whole number of 64 bits; beyond 2^53-1 its digits as text",
    textOf: whole(MAX_BIGINT),
  },
  decimal: {
    redshiftType: "DECIMAL(38, 10)",
    expected: "a number of at most 38 digits; many digits as text, such as 12.50",
    textOf: decimalText,
  },
  double: {
    redshiftType: "DOUBLE PRECISION",
    expected: "a number, or NaN, Infinity or -Infinity as text",
    textOf: doubleText,
  },
  boolean: { redshiftType: "BOOLEAN", expected: "true or false", textOf: booleanText },
  date: { redshiftType: "DATE", expected: "a day such as 2026-01-31", textOf: textWhere(isDate) },
  timestamp: {
    redshiftType: "TIMESTAMP",
    expected: "a time without zone such as 2026-01-31 12:30:00",
    textOf: textWhere(isTimestamp),
  },
  timestamptz: {
    redshiftType: "TIMESTAMPTZ",
    expected: "a time with its zone such as 2026-01-31T12:30:00Z",
    textOf: textWhere((text) => ZONE.test(text) && isTimestamp(text.replace(ZONE, ""))),
  },
};
