import { expectedValue } from "../redshift-data/queries/bind-query";
import type { QueryParameter } from "../redshift-data/queries/named-query";
import { TYPE_RULES } from "../redshift-data/queries/parameter-types";

/** What an example says: a value for the parameter, or why it is none. */
export type ExampleValue = { readonly value: string | null } | { readonly problem: string };

const QUOTED = /^'((?:[^']|'')*)'$/;

/**
 * Reads an example: `null` is SQL's NULL, text in `'…'` is what stands in it (the empty text, one with spaces around it, the word
 * null), and everything else is itself.
 *
 * @param text behind the colon, without spaces around it
 */
export function exampleValue(text: string, parameter: QueryParameter): ExampleValue {
  const { type, nullable } = parameter;
  if (/^null$/i.test(text)) {
    if (nullable) return { value: null };
    const word = type === "text" ? ", or 'null' for the word" : "";
    return {
      problem: `is null, expected ${expectedValue(parameter)}; write null behind its type too (-- param ${parameter.name}: ${type} null)${word}`,
    };
  }
  const [, quoted] = QUOTED.exec(text) ?? [];
  const value = quoted === undefined ? text : quoted.replaceAll("''", "'");
  const isNothing = quoted === undefined && text === "";
  if (!isNothing && TYPE_RULES[type].textOf(value) !== undefined) return { value };
  const found = isNothing ? "empty" : JSON.stringify(value);
  const advice = isNothing && type === "text" ? "write '' for the empty text" : "correct it";
  return { problem: `is ${found}, expected ${expectedValue(parameter)}; ${advice}` };
}
