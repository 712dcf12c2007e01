import { divideDecimals } from "../arithmetic/decimal-division";
import { rewriteCalls } from "../calls/rewrite-calls";
import { rewriteStatement } from "../queries/rewrite-statement";
import type { SqlToken } from "../sql-tokens";
import type { DialectSession } from "./dialect-session";
import type { PassedTokens } from "./passed-tokens";
import type { QueryPass } from "./query-pass";
import type { RefusedTranslation } from "./translation";

/**
 * In this order: what asks the engine for columns finds calls that the engine knows, and division finds queries that it can describe.
 */
const QUERY_PASSES: readonly QueryPass[] = [rewriteCalls, rewriteStatement, divideDecimals];

/** The queries of a statement, and the calls in it, in the engine's SQL; or why it is refused. */
export async function passQueries(
  statement: readonly SqlToken[],
  session: DialectSession,
): Promise<PassedTokens | RefusedTranslation> {
  let tokens = statement;
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
  return { kind: "passed", tokens, ...(notes.length === 0 ? {} : { note: notes.join(" ") }) };
}
