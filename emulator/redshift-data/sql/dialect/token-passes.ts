import { readsCatalogue } from "../catalogue/catalogue";
import { withCatalogueNames } from "../catalogue/catalogue-names";
import { withQuotedEngineWords } from "../engine-words";
import { withEscapedStrings } from "../escaped-strings";
import { foldIdentifiers } from "../fold-identifiers";
import { withEngineNamesInLiterals } from "../long-names";
import { withMaximumLengths } from "../maximum-lengths";
import { withRedshiftSettings } from "../redshift-settings";
import type { SqlToken } from "../sql-tokens";
import { quoteTemporaryNames, withTemporaryTables } from "../temporary-names";
import type { DialectSession } from "./dialect-session";

/** Names and literals as the engine knows them, in any piece of SQL: a statement, or the body of a routine. */
export function withKnownNames(
  tokens: readonly SqlToken[],
  session: Pick<DialectSession, "isCaseSensitive" | "longNames">,
): readonly SqlToken[] {
  const { longNames } = session;
  const short = longNames.withEngineNames(quoteTemporaryNames(foldIdentifiers(tokens, session)));
  const named = readsCatalogue(tokens) ? withEngineNamesInLiterals(short, longNames) : short;
  return withCatalogueNames(withMaximumLengths(withEscapedStrings(named)));
}

/** What the first words of one statement say of the rest of it, in words that the engine knows. Its names are the engine's already. */
export function withKnownWords(statement: readonly SqlToken[]): readonly SqlToken[] {
  return withRedshiftSettings(withQuotedEngineWords(withTemporaryTables(statement)));
}
