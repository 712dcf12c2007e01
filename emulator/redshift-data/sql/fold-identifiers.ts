import type { DialectSession } from "./dialect/dialect-session";
import type { SqlToken } from "./sql-tokens";

/**
 * Redshift folds identifiers to lower case, quoted ones too, unless `enable_case_sensitive_identifier` is on.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_names.html
 */
export function foldIdentifiers(
  tokens: readonly SqlToken[],
  { isCaseSensitive }: Pick<DialectSession, "isCaseSensitive">,
): readonly SqlToken[] {
  if (isCaseSensitive) return tokens;
  return tokens.map((token) =>
    token.text.startsWith('"') ? { ...token, text: token.text.toLowerCase() } : token,
  );
}
