import { isDeepStrictEqual } from "node:util";
import { isJson, type Json } from "../../../aws/json";
import { jsonRecord, objectsIn } from "../json-record";
import { literal } from "./checks";

/**
 * Arguments that a plan's configuration writes with another value than the plan leads to: in a link nothing stands between
 * the two, so that one of them was edited, or kept by what the plan does not tell.
 *
 * @param show `terraform show -json` of a plan
 * @returns each as `argument of address`
 */
export function unlikeWritten(show: Json): readonly string[] {
  const root = (section: unknown) => jsonRecord(jsonRecord(section, "section").root_module, "root_module");
  const planned = new Map(
    objectsIn(root(show.planned_values).resources).map(({ address, values }) => [address, values]),
  );
  return objectsIn(root(show.configuration).resources)
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ address, expressions }) => {
      const values = planned.get(address);
      if (!isJson(values)) return [];
      return Object.entries(jsonRecord(expressions, String(address)))
        .filter(([name, expression]) => isUnlike(expression, values[name]))
        .map(([name]) => `${name} as it is written for ${String(address)}`);
    });
}

/** What is not known yet, and what is no constant, is like everything. */
function isUnlike(expression: unknown, value: unknown): boolean {
  if (value === undefined) return false;
  if (Array.isArray(expression)) {
    const blocks = Array.isArray(value) ? value : [];
    return expression.some((block, index) => isUnlikeBlock(block, blocks[index]));
  }
  if (!isJson(expression)) return true;
  if (Object.hasOwn(expression, "constant_value")) return isUnlikeConstant(expression.constant_value, value);
  return !Object.hasOwn(expression, "references") && isUnlikeBlock(expression, value);
}

function isUnlikeBlock(block: unknown, value: unknown): boolean {
  if (!isJson(block) || !isJson(value)) return value !== undefined;
  return Object.entries(block).some(([name, inner]) => isUnlike(inner, value[name]));
}

function isUnlikeConstant(constant: unknown, value: unknown): boolean {
  if (isEmpty(constant)) return false;
  if (Array.isArray(constant) && Array.isArray(value)) {
    // The arguments of a link that are lists are sets of texts, or have one entry.
    const [some, others] = [constant.map(String).map(unescaped).sort(), value.map(String).sort()];
    return constant.every(literal) && !isDeepStrictEqual(some, others);
  }
  if (isJson(constant) && isJson(value)) {
    return (
      !isDeepStrictEqual(Object.keys(constant).map(unescaped).sort(), Object.keys(value).sort()) ||
      Object.entries(constant).some(([name, inner]) => isUnlikeConstant(inner, value[unescaped(name)]))
    );
  }
  // An expression in a text; and Terraform converts the digits of a number, and the words of a truth value.
  return (
    !(typeof constant === "string" && !literal(constant)) && unescaped(String(constant)) !== String(value)
  );
}

/** A plan keeps the text of an expression, in which two signs stand for one. */
function unescaped(text: string): string {
  return text.replace(/([$%])\1\{/g, "$1{");
}

/** Terraform takes nothing for an argument that is left out. */
function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || ["{}", "[]", '""'].includes(JSON.stringify(value));
}
