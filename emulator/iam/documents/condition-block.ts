import { isJson } from "../../../aws/json";

/** IAM User Guide, "IAM JSON policy elements: Condition operators". */
const OPERATORS: ReadonlySet<string> = new Set([
  ...["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"],
  ...["StringLike", "StringNotLike"],
  ...["NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals"],
  ...["NumericGreaterThan", "NumericGreaterThanEquals"],
  ...["DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals"],
  ...["DateGreaterThan", "DateGreaterThanEquals"],
  ...["Bool", "BinaryEquals", "IpAddress", "NotIpAddress"],
  ...["ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike", "Null"],
]);

/** The operator itself, without `ForAnyValue:`, `ForAllValues:` and `IfExists`. */
function plainOperator(operator: string): string {
  return operator.replace(/^For(?:AnyValue|AllValues):/, "").replace(/IfExists$/, "");
}

/** What is wrong with a condition block; absent: it is one. */
export interface ConditionProblem {
  readonly kind: "shape" | "operator" | "date";
  /** The operator that is none, where that is the problem. */
  readonly operator?: string;
}

/**
 * Looks for the first part of a condition block that IAM would not take. Values are texts, numbers and booleans, one or several;
 * an operator that names no key is ignored, whatever its name.
 */
export function conditionProblem(block: unknown): ConditionProblem | undefined {
  if (!isJson(block)) return { kind: "shape" };
  let invalidDate = false;
  for (const [operator, keys] of Object.entries(block)) {
    if (!isJson(keys)) return { kind: "shape" };
    const plain = plainOperator(operator);
    if (!OPERATORS.has(plain) && Object.keys(keys).length > 0) return { kind: "operator", operator };
    for (const value of Object.values(keys)) {
      const values = Array.isArray(value) ? value : [value];
      if (!values.every(isScalar)) return { kind: "shape" };
      if (plain.startsWith("Date")) invalidDate ||= !values.every((item) => isDate(String(item)));
    }
  }
  return invalidDate ? { kind: "date" } : undefined;
}

function isScalar(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

const DATE = new RegExp(
  "^-?(?<year>\\d{1,9})(?:-(?<month>\\d{1,2})(?:-(?<day>\\d{1,2}))?)?" +
    "(?:[Tt](?:(?<hour>\\d{1,2})(?::(?<minute>\\d{1,2})(?::(?<second>\\d{1,2})(?:\\.\\d{1,9})?)?)?)?" +
    "(?:[Zz]|[+-](?<zoneHour>\\d{2})(?::?(?<zoneMinute>\\d{2}))?)?)?$",
);

/** What IAM reads as a date: ISO 8601, also in part, or seconds since 1970. */
function isDate(text: string): boolean {
  if (/^\d+$/.test(text)) return BigInt(text) <= 9_223_372_036_854_775_807n;
  const groups = DATE.exec(text)?.groups;
  if (groups === undefined) return false;
  const within = (part: string | undefined, from: number, to: number) =>
    part === undefined || (Number(part) >= from && Number(part) <= to);
  return (
    within(groups.year, 0, 292_278_993) &&
    within(groups.month, 1, 12) &&
    within(groups.day, 1, 31) &&
    [groups.hour, groups.zoneHour].every((hour) => within(hour, 0, 23)) &&
    [groups.minute, groups.second, groups.zoneMinute].every((part) => within(part, 0, 59))
  );
}
