import { placeholderNames, scanSql } from "../errors/scan-sql";

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
  const scanned = sqls.map(scanSql);
  const given = new Set(names);
  const withoutValue = scanned.flatMap((scan, textIndex) =>
    [...(scan?.open ?? [])]
      .filter((name) => !given.has(name))
      .map((name) => ({ kind: "without value" as const, name, textIndex })),
  );
  const inStrings = new Set(scanned.flatMap((scan) => [...(scan?.inStrings ?? [])]));
  const maybeUsed = new Set(
    scanned.flatMap((scan, index) =>
      scan === undefined ? [...placeholderNames(sqls[index] ?? "")] : [...scan.open, ...scan.elsewhere],
    ),
  );
  const unused = names
    .filter((name) => !maybeUsed.has(name))
    .map((name) => ({ kind: inStrings.has(name) ? ("in quotes" as const) : ("unused" as const), name }));
  return [...withoutValue, ...unused];
}
