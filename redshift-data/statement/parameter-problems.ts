import { namesIn, readPlaceholders } from "./sql-placeholders";

/** Why AWS or the engine will refuse the parameters of a statement or batch. */
export interface ParameterProblem {
  /**
   * - `without value`: the text uses the name, and nobody gives it a value
   * - `unused`: a value for a name that no text uses, which AWS refuses
   * - `in quotes`: the name stands within `'…'` only, where it is plain text; AWS refuses it as unused
   */
  readonly kind: "without value" | "unused" | "in quotes";
  readonly name: string;
  /** Index of the text that uses the name. Of `without value` only. */
  readonly textIndex?: number;
}

/**
 * Compares the parameters of a statement or batch with its SQL, before it is submitted. Tells only what is sure to be
 * refused: where a text can be read in two ways, AWS decides.
 *
 * @param names of all parameters that are given
 * @see https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html#data-api-calling-considerations-parameters
 */
export function parameterProblems(sqls: readonly string[], names: readonly string[]): ParameterProblem[] {
  const read = sqls.map(readPlaceholders);
  const given = new Set(names);
  const withoutValue = read.flatMap((placeholders, textIndex) =>
    [...(placeholders?.open ?? [])]
      .filter((name) => !given.has(name))
      .map((name) => ({ kind: "without value" as const, name, textIndex })),
  );
  const inStrings = new Set(read.flatMap((placeholders) => [...(placeholders?.inStrings ?? [])]));
  const maybeUsed = new Set(
    read.flatMap((placeholders, index) =>
      placeholders === undefined
        ? [...namesIn(sqls[index] ?? "")]
        : [...placeholders.open, ...placeholders.elsewhere],
    ),
  );
  const unused = names
    .filter((name) => !maybeUsed.has(name))
    .map((name) => ({ kind: inStrings.has(name) ? ("in quotes" as const) : ("unused" as const), name }));
  return [...withoutValue, ...unused];
}
