import { REFUSAL_RULES } from "../refusals/refusal-rules";
import { layoutOf } from "../sql-layout";
import type { SqlToken } from "../sql-tokens";
import { STATEMENT_RULES } from "../statements/statement-rules";
import type { DialectSession } from "./dialect-session";
import { passQueries } from "./query-passes";
import { withKnownNames, withKnownWords } from "./token-passes";
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
  const passed = await passQueries(withKnownWords(withKnownNames(statement, session)), session);
  if (passed.kind === "refused") return passed;
  const { tokens, note } = passed;
  const rewritten = layoutOf(tokens);
  for (const rule of STATEMENT_RULES) {
    const translation = await rule(rewritten, session);
    if (translation !== undefined) return withNote(translation, note);
  }
  return withNote(runs(tokens), note);
}

/** What the query passes could not read is said with the engine's error, if the statement has no better note. */
function withNote(translation: Translation, note: string | undefined): Translation {
  return translation.kind === "refused" || note === undefined ? translation : { note, ...translation };
}
