import type { DialectSession } from "./dialect/dialect-session";
import type { SqlToken } from "./sql-tokens";

/** The users that AWS makes of IAM identities (`"IAMR:Analyst"`) keep their names, so that a grant finds them. */
const IAM_USER = /^"IAMR?:/;

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
    token.text.startsWith('"') && !IAM_USER.test(token.text)
      ? { ...token, text: token.text.toLowerCase() }
      : token,
  );
}
