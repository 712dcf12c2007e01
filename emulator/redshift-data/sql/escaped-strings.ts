import type { SqlToken } from "./sql-tokens";

/**
 * Redshift reads a backslash in a string as an escape: `'\\d'` is `\d`, `'it\'s'` holds a quote. The engine does so in `E'…'` only.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/REGEXP_REPLACE.html
 */
export function withEscapedStrings(tokens: readonly SqlToken[]): readonly SqlToken[] {
  return tokens.map((token) =>
    token.kind === "opaque" && token.text.startsWith("'") && token.text.includes("\\")
      ? { ...token, text: `E${token.text}` }
      : token,
  );
}
