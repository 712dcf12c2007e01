import { readsCatalogue } from "../catalogue/catalogue";
import { withCatalogueNames } from "../catalogue/catalogue-names";
import { withQuotedEngineWords } from "../engine-words";
import { withEscapedStrings } from "../escaped-strings";
import { foldIdentifiers } from "../fold-identifiers";
import { withEngineNamesInLiterals } from "../long-names";
import { withMaximumLengths } from "../maximum-lengths";
import { withRedshiftSettings } from "../redshift-settings";
import { REFUSAL_RULES } from "../refusals/refusal-rules";
import { layoutOf } from "../sql-layout";
import type { SqlToken } from "../sql-tokens";
import { STATEMENT_RULES } from "../statements/statement-rules";
import { withTemporaryNames } from "../temporary-names";
import type { DialectSession } from "./dialect-session";
import { QUERY_PASSES } from "./query-passes";
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
  const given = layoutOf(statement);
  for (const refusalOf of REFUSAL_RULES) {
    const error = refusalOf(given, session);
    if (error !== undefined) return refused(error);
  }
  const { longNames } = session;
  const folded = withTemporaryNames(foldIdentifiers(statement, session));
  const short = withQuotedEngineWords(longNames.withEngineNames(folded));
  const named = readsCatalogue(statement) ? withEngineNamesInLiterals(short, longNames) : short;
  let tokens = withCatalogueNames(withMaximumLengths(withEscapedStrings(withRedshiftSettings(named))));
  const notes: string[] = [];
  for (const pass of QUERY_PASSES) {
    const passed = await pass(tokens, session);
    if (!("kind" in passed)) tokens = passed;
    else if (passed.kind === "refused") return passed;
    else {
      tokens = passed.tokens;
      if (passed.note !== undefined) notes.push(passed.note);
    }
  }
  const rewritten = layoutOf(tokens);
  for (const rule of STATEMENT_RULES) {
    const translation = await rule(rewritten, session);
    if (translation !== undefined) return withNotes(translation, notes);
  }
  return withNotes(runs(tokens), notes);
}

/** What the query passes could not read is said with the engine's error, if the statement has no better note. */
function withNotes(translation: Translation, notes: readonly string[]): Translation {
  if (translation.kind === "refused" || notes.length === 0) return translation;
  return { note: notes.join(" "), ...translation };
}
