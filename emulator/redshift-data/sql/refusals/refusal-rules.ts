import { foldedWord, solidTokens } from "../sql-words";
import type { RefusalRule } from "./refusal-rule";

/** Statements that the engine knows and Redshift does not. */
const FIRST_WORDS: ReadonlySet<string> = new Set(["discard"]);

/** A statement that begins with a word which Redshift does not know. */
const unknownStatement: RefusalRule = (tokens) => {
  const word = foldedWord(solidTokens(tokens)[0]);
  return FIRST_WORDS.has(word) ? `ERROR: syntax error at or near "${word}"\n  Position: 1` : undefined;
};

/** In this order: the first that refuses is told. */
export const REFUSAL_RULES: readonly RefusalRule[] = [unknownStatement];
