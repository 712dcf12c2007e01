import type { LoadProblem } from "../read/record-sink";

/** Bounds of the integers, and what messages call them. */
const INTEGERS = {
  int2: { name: "Short", minimum: -32_768n, maximum: 32_767n },
  int4: { name: "Integer", minimum: -2_147_483_648n, maximum: 2_147_483_647n },
  int8: { name: "Long", minimum: -9_223_372_036_854_775_808n, maximum: 9_223_372_036_854_775_807n },
} as const;

/** Digits of which every number fits. */
const SAFE_DIGITS = { int2: 4, int4: 9, int8: 18 } as const;

const INTEGER = /^[+-]?\d+$/;
const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
const FLOAT = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)$/i;

function invalidDigit(value: string, type: string): LoadProblem {
  const at = Math.max(0, value.search(type === "Decimal" ? /[^\d+\-.eE]/ : /[^\d+-]/));
  return {
    code: 1207,
    reason: `Invalid digit, Value '${value[at] ?? ""}', Pos ${at}, Type: ${type}`,
    position: at,
  };
}

/** A whole number within the type's bounds. */
export function integerValue(value: string, kind: keyof typeof INTEGERS): string | LoadProblem {
  const text = value.trim();
  if (!INTEGER.test(text)) return invalidDigit(text, INTEGERS[kind].name);
  if (text.length <= SAFE_DIGITS[kind]) return text;
  const { name, minimum, maximum } = INTEGERS[kind];
  const number = BigInt(text);
  if (number >= minimum && number <= maximum) return text;
  return { code: 1222, reason: `Overflow (${name} valid range ${minimum} to ${maximum})` };
}

/**
 * A decimal of the column's digits. Digits behind its scale are cut off, as COPY does, or rounded with ROUNDEC.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-conversion.html#copy-roundec
 */
export function decimalValue(
  value: string,
  { precision, scale }: { readonly precision: number; readonly scale: number },
  rounds: boolean,
): string | LoadProblem {
  const text = value.trim();
  const match = DECIMAL.exec(text);
  const [, sign = "", whole = "", fraction = "", exponent] = match ?? [];
  if (match === null || whole.length + fraction.length === 0) return invalidDigit(text, "Decimal");
  if (exponent === undefined && fraction.length <= scale && whole.length <= precision - scale) return text;
  return fitted({ sign, ...shifted(whole, fraction, Number(exponent ?? 0)) }, precision, scale, rounds);
}

/** The digits with the point moved. */
function shifted(
  whole: string,
  fraction: string,
  by: number,
): { readonly whole: string; readonly fraction: string } {
  const digits = whole + fraction;
  const point = whole.length + by;
  if (point <= 0) return { whole: "", fraction: "0".repeat(-point) + digits };
  return { whole: digits.slice(0, point).padEnd(point, "0"), fraction: digits.slice(point) };
}

function fitted(
  { sign, whole, fraction }: { readonly sign: string; readonly whole: string; readonly fraction: string },
  precision: number,
  scale: number,
  rounds: boolean,
): string | LoadProblem {
  let digits = BigInt(whole + fraction.slice(0, scale).padEnd(scale, "0") || "0");
  if (rounds && Number(fraction[scale] ?? 0) >= 5) digits += 1n;
  const text = digits.toString();
  if (text.length > precision && digits !== 0n) {
    return { code: 1209, reason: `Overflow for NUMERIC(${precision},${scale})` };
  }
  const padded = text.padStart(scale + 1, "0");
  const cut = padded.length - scale;
  const minus = sign === "-" && digits !== 0n ? "-" : "";
  return minus + padded.slice(0, cut) + (scale === 0 ? "" : `.${padded.slice(cut)}`);
}

/** A floating-point number, as it is written. */
export function floatValue(value: string, kind: "float4" | "float8"): string | LoadProblem {
  const text = value.trim();
  if (!FLOAT.test(text))
    return { code: 1208, reason: `Invalid digit, Value '${text[0] ?? ""}', Pos 0, Type: Double` };
  const number = kind === "float4" ? Math.fround(Number(text)) : Number(text);
  const isOver = number === 0 ? /[1-9]/.test(text.split(/e/i)[0] ?? "") : Math.abs(number) === Infinity;
  if (isOver && !/inf/i.test(text))
    return { code: 1204, reason: `Overflow for ${kind === "float4" ? "REAL" : "DOUBLE PRECISION"}` };
  return text;
}

const BOOLEANS: Readonly<Record<string, string>> = {
  ...{ "1": "t", t: "t", true: "t", y: "t", yes: "t", on: "t" },
  ...{ "0": "f", f: "f", false: "f", n: "f", no: "f", off: "f" },
};

/** A truth value in one of its spellings. */
export function booleanValue(value: string): string | LoadProblem {
  return BOOLEANS[value.trim().toLowerCase()] ?? { code: 1210, reason: "Unknown boolean format" };
}
