import { isJson, type Json } from "./json";

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

/** The values a statement demands of a condition key, under any operator. Keys ignore case. */
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

export function isAllow(statement: Json): boolean {
  return statement.Effect === "Allow";
}
