import { withCatalogueNames } from "../catalogue/catalogue-names";
import { foldIdentifiers } from "../fold-identifiers";
import { QUERY_PASSES } from "../queries/query-passes";
import { withRedshiftSettings } from "../redshift-settings";
import { REFUSAL_RULES } from "../refusals/refusal-rules";
import type { SqlToken } from "../sql-tokens";
import { STATEMENT_RULES } from "../statements/statement-rules";
import { withTemporaryNames } from "../temporary-names";
import type { DialectSession } from "./dialect-session";
import { refused, runs, type Translation } from "./translation";

/**
 * Translates one statement from Redshift's SQL to the local engine's. What Redshift refuses is refused; names are folded; queries are
 * rewritten wherever they stand; then the statement is what its first words say. What nobody changes reaches the engine as it
 * was written, character for character.
 */
export async function translate(
  statement: readonly SqlToken[],
  session: DialectSession,
): Promise<Translation> {
  for (const refusalOf of REFUSAL_RULES) {
    const error = refusalOf(statement, session);
    if (error !== undefined) return refused(error);
  }
  let tokens = withCatalogueNames(
    withRedshiftSettings(withTemporaryNames(foldIdentifiers(statement, session))),
  );
  for (const pass of QUERY_PASSES) {
    const passed = await pass(tokens, session);
    if (!Array.isArray(passed)) return passed as Translation;
    tokens = passed;
  }
  for (const rule of STATEMENT_RULES) {
    const translation = await rule(tokens, session);
    if (translation !== undefined) return translation;
  }
  return runs(tokens);
}
