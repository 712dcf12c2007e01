import { isJson, type Json } from "../../../aws/json";
import { blocks } from "../json-record";

/** Whether a value is one that the stack of a link writes at its place. */
export type ValueCheck = (value: unknown) => boolean;

/** What may stand in a block: name → check. */
export type Arguments = Readonly<Record<string, ValueCheck>>;

/** Read and judged elsewhere, whatever it is. */
export const readElsewhere: ValueCheck = () => true;

/** A value without Terraform expressions, in its keys or in its texts. */
export const literal: ValueCheck = (value) => {
  if (typeof value === "string") return !/[$%]\{/.test(value.replace(/\$\$\{|%%\{/g, ""));
  if (Array.isArray(value)) return value.every(literal);
  if (isJson(value)) return Object.entries(value).every(([key, inner]) => literal(key) && literal(inner));
  return true;
};

/** A map of literal texts. */
export const literalMap: ValueCheck = (value) => isJson(value) && literal(value);

/** One of these values, and nothing else. */
export function anyOf(...values: readonly unknown[]): ValueCheck {
  return (value) => values.includes(value);
}

/** A literal text of this form. */
export function textLike(pattern: RegExp): ValueCheck {
  return (value) => typeof value === "string" && literal(value) && pattern.test(value);
}

/** A literal, or a reference of this form as the whole text. */
export function reference(pattern: RegExp): ValueCheck {
  return (value) => typeof value === "string" && (literal(value) || pattern.test(value));
}

export function listOf(check: ValueCheck): ValueCheck {
  return (value) => Array.isArray(value) && value.every(check);
}

/** Blocks with these arguments only. */
export function blocksOf(known: Arguments): ValueCheck {
  return (value) => blocks(value).every((block) => unknownArguments(block, known).length === 0);
}

/** Arguments that Terraform itself reads, so that even an empty value of one means something. */
const META_ARGUMENTS = ["count", "for_each", "lifecycle", "provisioner", "connection", "dynamic"];

/** Names of the arguments of a block that are not among the known ones, or have another value than those have. */
export function unknownArguments(block: Json, known: Arguments): readonly string[] {
  return Object.entries(block)
    .filter(([name, value]) => {
      const check = Object.hasOwn(known, name) ? known[name] : undefined;
      if (check !== undefined) return !isNothing(value) && !check(value);
      return META_ARGUMENTS.includes(name) || !isNothing(value);
    })
    .map(([name]) => name);
}

/** A plan writes what nobody set as one of these. */
function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === "") return true;
  return (Array.isArray(value) && value.length === 0) || (isJson(value) && Object.keys(value).length === 0);
}
