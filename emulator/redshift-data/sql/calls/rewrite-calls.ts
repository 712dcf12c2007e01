import type { DialectSession } from "../dialect/dialect-session";
import { type RefusedTranslation, refused } from "../dialect/translation";
import { layoutOf } from "../sql-layout";
import type { SqlToken } from "../sql-tokens";
import { StatementCalls } from "./call-writer";
import { CONDITIONAL_CALLS } from "./conditional-calls";
import { DATE_PART_CALLS } from "./date-parts";
import { ENGINE_CALLS } from "./engine-calls";
import { GROUP_CALLS } from "./group-calls";
import { lackingFunction } from "./lacking-functions";
import { BARE_WORDS, currentDatabase } from "./session-calls";
import { CAST_TYPE_WORDS, TYPE_CALLS } from "./type-words";

const CALLS = [...ENGINE_CALLS, ...DATE_PART_CALLS, ...CONDITIONAL_CALLS, ...GROUP_CALLS, ...TYPE_CALLS];

const WORDS = new Map([...BARE_WORDS, ...CAST_TYPE_WORDS]);

/**
 * Rewrites what functions of the prelude cannot do alone: date parts are bare words, NVL and DECODE take any types, LISTAGG has an order
 * behind its parentheses, SYSDATE has no parentheses.
 */
export async function rewriteCalls(
  tokens: readonly SqlToken[],
  { database }: Pick<DialectSession, "database">,
): Promise<readonly SqlToken[] | RefusedTranslation> {
  const layout = layoutOf(tokens);
  const lack = lackingFunction(layout);
  if (lack !== undefined) return refused(lack);
  const calls = new Map([...CALLS, ["current_database", currentDatabase(database)] as const]);
  return new StatementCalls(layout, { calls, words: WORDS }).all();
}
