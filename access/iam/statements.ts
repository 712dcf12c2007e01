import { isJson, type Json } from "../../aws/json";

/** The statements of a decoded policy document; IAM writes a list of one as the value itself. */
export function statementsOf(document: unknown): readonly Json[] {
  if (!isJson(document)) return [];
  const { Statement: statement } = document;
  return (Array.isArray(statement) ? statement : [statement]).filter(isJson);
}

/** The texts of an element (`Action`, `Resource`, a principal or condition value), one or many. */
export function textsOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((entry) => typeof entry === "string");
}

/** The principals of one type a trust statement names; `*` stands for every type. */
export function principalsOf(statement: Json, type: "AWS" | "Service" | "Federated"): readonly string[] {
  const { Principal: principal } = statement;
  if (principal === "*") return type === "AWS" ? ["*"] : [];
  return isJson(principal) ? textsOf(principal[type]) : [];
}

/** The values a statement compares a condition key with, under any operator. Keys ignore case. */
export function conditionValues(statement: Json, key: string): readonly string[] {
  return conditionKeys(statement)
    .filter((condition) => condition.key.toLowerCase() === key.toLowerCase())
    .flatMap(({ values }) => values);
}

/** Every condition of a statement as operator, key and values. */
export function conditionKeys(
  statement: Json,
): readonly { readonly operator: string; readonly key: string; readonly values: readonly string[] }[] {
  const { Condition: condition } = statement;
  if (!isJson(condition)) return [];
  return Object.entries(condition).flatMap(([operator, keys]) =>
    isJson(keys)
      ? Object.entries(keys).map(([key, values]) => ({ operator, key, values: textsOf(values) }))
      : [],
  );
}

/**
 * Whether a value lets every request through, because it is compared with itself: the caller sends `sts:ExternalId`, and
 * `${sts:ExternalId}` is what the caller sent. Keys ignore case, and a variable may name a value to take when there is none.
 */
export function comparesItself(key: string, value: string): boolean {
  return [...value.matchAll(/\$\{\s*([^},]*?)\s*(?:,[^}]*)?\}/g)].some(
    ([, variable]) => variable?.toLowerCase() === key.toLowerCase(),
  );
}

/**
 * Whether a statement applies only to requests with some value of a condition key. Negated operators, `Null` and `…IfExists`
 * let requests without the value through; a value of wildcards only, and one that is compared with itself, every value.
 */
export function requires(statement: Json, key: RegExp): boolean {
  return conditionKeys(statement).some(
    (condition) =>
      key.test(condition.key) &&
      !/Not|Null|IfExists|ForAllValues/i.test(condition.operator) &&
      !condition.values.some((value) => /^[*?]+$/.test(value) || comparesItself(condition.key, value)),
  );
}

/** Whether a statement allows something; any other denies. */
export function isAllow(statement: Json): boolean {
  return statement.Effect === "Allow";
}

/** The elements of a statement that are none of these. */
export function unexpectedElements(statement: Json, expected: readonly string[]): readonly string[] {
  return Object.keys(statement).filter((element) => !expected.includes(element));
}

/** Operators that, on a text without wildcards, let one value through. */
const EXACT_OPERATORS = ["StringEquals", "ArnEquals", "ArnLike"];

/**
 * Whether a statement applies only to requests with this one value of a condition key, to those with another value or a choice
 * of values, or whatever the value is. A second operator on the same key can only narrow it further. A value with a wildcard,
 * to be compared literally, is another value.
 */
export function requiresExactly(
  statement: Json,
  key: string,
  value: string | undefined,
): "this value" | "another value" | "no value" {
  const conditions = conditionKeys(statement).filter(
    (condition) => condition.key.toLowerCase() === key.toLowerCase(),
  );
  if (conditions.length === 0) return "no value";
  const isExact = conditions.some(
    ({ operator, values }) =>
      EXACT_OPERATORS.includes(operator) && values.length === 1 && values[0] === value,
  );
  return isExact ? "this value" : "another value";
}

/** `statement Sid of policy`. */
export function statementText({ Sid: sid }: Json, policy: string): string {
  return typeof sid === "string" ? `statement ${sid} of ${policy}` : `a statement of ${policy}`;
}
