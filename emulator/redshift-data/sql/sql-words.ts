import type { SqlToken } from "./sql-tokens";

/** A token that is neither space nor comment, and where it stands among all of them. */
export interface SolidToken extends SqlToken {
  readonly index: number;
}

function isComment({ kind, text }: SqlToken): boolean {
  return kind === "opaque" && (text.startsWith("--") || text.startsWith("/*"));
}

/** What the database reads of SQL: everything but spaces and comments. */
export function solidTokens(tokens: readonly SqlToken[]): readonly SolidToken[] {
  const solid: SolidToken[] = [];
  tokens.forEach(({ kind, text }, index) => {
    if (text.trim() !== "" && !isComment({ kind, text })) solid.push({ kind, text, index });
  });
  return solid;
}

/** An unquoted word in lower case, as the database folds it; empty for anything else. */
export function foldedWord(token: SqlToken | undefined): string {
  return token?.kind === "word" ? token.text.toLowerCase() : "";
}
