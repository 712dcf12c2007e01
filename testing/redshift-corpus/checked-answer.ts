import type { CorpusOutcome } from "./corpus-session";
import type { CorpusAnswer } from "./corpus-statement";

/** What came, in the form of what was expected: equal to it when the statement ran right. */
export function checkedAnswer(answer: CorpusAnswer, outcome: CorpusOutcome): unknown {
  const { rows, columns, types, changed, error } = outcome;
  if ("refused" in answer) return { refused: error?.includes(answer.refused) ? answer.refused : error };
  if ("lacks" in answer) return { lacks: error?.includes(answer.lacks) ? answer.lacks : error };
  if (error !== undefined) return { error };
  if ("changed" in answer) return { changed };
  if ("runs" in answer) return { runs: true };
  return {
    rows,
    ...(answer.columns === undefined ? {} : { columns }),
    ...(answer.types === undefined ? {} : { types }),
  };
}
