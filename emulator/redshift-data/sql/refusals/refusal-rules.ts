import type { DialectSession } from "../dialect/dialect-session";
import type { SqlToken } from "../sql-tokens";
import { foldedWord, solidTokens } from "../sql-words";

/** Why a statement fails before it reaches the engine; nothing when it may go on. */
export type RefusalRule = (tokens: readonly SqlToken[], session: DialectSession) => string | undefined;

/** Statements that the engine knows and Redshift does not. */
const FIRST_WORDS: ReadonlySet<string> = new Set(["discard"]);

/** A statement that begins with a word which Redshift does not know. */
const unknownStatement: RefusalRule = (tokens) => {
  const word = foldedWord(solidTokens(tokens)[0]);
  return FIRST_WORDS.has(word) ? `ERROR: syntax error at or near "${word}"\n  Position: 1` : undefined;
};

/** In this order: the first that refuses is told. */
export const REFUSAL_RULES: readonly RefusalRule[] = [unknownStatement];
