import type { Figure, Spread } from "./measurement";

/** Median, least and greatest of at least one value. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) throw new Error("spread of no values, expected at least one");
  const middle = sorted.length / 2;
  const [below, above] = [sorted[Math.ceil(middle) - 1] ?? min, sorted[Math.floor(middle)] ?? max];
  return { median: (below + above) / 2, min, max };
}

type Label = Pick<Figure, "what" | "unit" | "subject" | "reference" | "goal">;

/** A figure of values measured in pairs: the first of ours beside the first of theirs, and so on. */
export function figureOf(label: Label, ours: readonly number[], theirs: readonly number[]): Figure {
  if (ours.length !== theirs.length) {
    throw new Error(
      `${label.what}: ${ours.length} values of ours and ${theirs.length} of theirs, expected pairs`,
    );
  }
  return {
    ...label,
    subjectValue: spreadOf(ours).median,
    referenceValue: spreadOf(theirs).median,
    ratio: spreadOf(ours.map((value, index) => value / (theirs[index] ?? Number.NaN))),
    pairs: ours.length,
  };
}

/**
 * Measures several subjects in turns, so that what disturbs the machine disturbs all of them; every other turn goes
 * backwards, so that none always follows the same other.
 *
 * @returns per subject, the values in the order of the turns
 */
export async function inTurns<Name extends string>(
  turns: number,
  subjects: Readonly<Record<Name, () => Promise<number>>>,
  signal: AbortSignal,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const names = Object.keys(subjects) as Name[];
  const values = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let turn = 0; turn < turns; turn++) {
    for (const name of turn % 2 === 0 ? names : [...names].reverse()) {
      signal.throwIfAborted();
      values.get(name)?.push(await subjects[name]());
    }
  }
  return Object.fromEntries(values) as Record<Name, number[]>;
}
