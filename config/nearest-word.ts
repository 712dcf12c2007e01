import { distance } from "fastest-levenshtein";

/**
 * The known word that a typing slip may have meant; case may always differ.
 *
 * @param maxEdits letters that may differ; by default a third of the known word, and at least two
 * @returns `undefined` when no known word is that near
 */
export function nearestWord<Word extends string>(
  word: string,
  known: readonly Word[],
  maxEdits: (candidate: string) => number = ({ length }) => Math.max(2, length / 3),
): Word | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best !== undefined && best.edits <= maxEdits(best.candidate) ? best.candidate : undefined;
}
