/** A number without an error: an integer, or a decimal. Unknown precision and scale are -1. */
export interface ExactType {
  readonly isInteger: boolean;
  readonly precision: number;
  readonly scale: number;
}

const MAX_PRECISION = 38;
/** A quotient that would be too long keeps at least so many digits after the point. */
const MIN_SCALE = 4;

/** The engine's numbers of its types (`pg_type.oid`). */
const INTEGER_PRECISIONS: ReadonlyMap<number, number> = new Map([
  [21, 5],
  [23, 10],
  [20, 19],
]);
const NUMERIC_TYPE_ID = 1700;
const MODIFIER_OFFSET = 4;

/** What the engine says of a column; nothing for what is no exact number. */
export function exactType(typeId: number, typeModifier: number): ExactType | undefined {
  const precision = INTEGER_PRECISIONS.get(typeId);
  if (precision !== undefined) return { isInteger: true, precision, scale: 0 };
  if (typeId !== NUMERIC_TYPE_ID) return undefined;
  const packed = typeModifier - MODIFIER_OFFSET;
  return packed < 0
    ? { isInteger: false, precision: -1, scale: -1 }
    : { isInteger: false, precision: packed >> 16, scale: packed & 0x7ff };
}

/** The type of a number written in SQL. */
export function literalType(text: string): ExactType {
  const [whole = "", fraction] = text.split(".");
  const digits = Math.max(whole.replace(/^0+/, "").length, 1);
  if (fraction === undefined) {
    const integers = [...INTEGER_PRECISIONS.values()].slice(1);
    const precision = integers.find((most) => digits < most);
    return { isInteger: precision !== undefined, precision: precision ?? digits, scale: 0 };
  }
  return { isInteger: false, precision: digits + fraction.length, scale: fraction.length };
}

export function isKnown({ precision }: ExactType): boolean {
  return precision >= 0;
}

/**
 * The type of a result.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_numeric_computations201.html
 */
export function resultType(operator: string, one: ExactType, other: ExactType): ExactType {
  if (one.isInteger && other.isInteger) return one.precision >= other.precision ? one : other;
  if (!isKnown(one) || !isKnown(other)) return { isInteger: false, precision: -1, scale: -1 };
  const { precision: p1, scale: s1 } = one;
  const { precision: p2, scale: s2 } = other;
  if (operator === "*") return limited(p1 + p2 + 1, s1 + s2);
  if (operator === "/") {
    const scale = Math.max(MIN_SCALE, s1 + p2 - s2 + 1);
    return limitedQuotient(p1 - s1 + s2 + scale, scale);
  }
  const scale = Math.max(s1, s2);
  return limited(Math.max(p1 - s1, p2 - s2) + 1 + scale, scale);
}

/** What holds both. */
export function commonType(one: ExactType, other: ExactType): ExactType {
  if (!isKnown(one) || !isKnown(other)) return { isInteger: false, precision: -1, scale: -1 };
  const scale = Math.max(one.scale, other.scale);
  const whole = Math.max(one.precision - one.scale, other.precision - other.scale);
  return { ...limited(whole + scale, scale), isInteger: one.isInteger && other.isInteger };
}

/** Sum or average: as many digits as there can be, and the scale of the values; of integers a BIGINT. */
export function totalType({ isInteger, scale }: ExactType): ExactType {
  return isInteger ? { isInteger, precision: 19, scale: 0 } : { isInteger, precision: MAX_PRECISION, scale };
}

function limited(precision: number, scale: number): ExactType {
  return {
    isInteger: false,
    precision: Math.min(precision, MAX_PRECISION),
    scale: Math.min(scale, MAX_PRECISION),
  };
}

function limitedQuotient(precision: number, scale: number): ExactType {
  if (precision <= MAX_PRECISION) return limited(precision, scale);
  return limited(MAX_PRECISION, Math.max(MAX_PRECISION + scale - precision, Math.min(MIN_SCALE, scale)));
}
