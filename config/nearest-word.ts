import { distance } from "fastest-levenshtein";

/**
 * The known word that a typing slip may have meant; case may always differ.
 *
 * @param maxEdits letters that may differ; by default a third of the known word, and at least two
 * @returns `undefined` when no known word is that near
 */
export function nearestWord(
  word: string,
  known: readonly string[],
  maxEdits: (candidate: string) => number = ({ length }) => Math.max(2, length / 3),
): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best !== undefined && best.edits <= maxEdits(best.candidate) ? best.candidate : undefined;
}
