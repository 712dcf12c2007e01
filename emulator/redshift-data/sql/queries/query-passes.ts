import { divideDecimals } from "../arithmetic/decimal-division";
import { rewriteCalls } from "../calls/rewrite-calls";
import type { DialectSession } from "../dialect/dialect-session";
import type { RefusedTranslation } from "../dialect/translation";
import type { SqlToken } from "../sql-tokens";
import type { PassedTokens } from "./passed-tokens";
import { rewriteStatement } from "./rewrite-statement";

/** Rewrites the queries of a statement, wherever they stand in it; or says why the statement is refused. */
export type QueryPass = (
  tokens: readonly SqlToken[],
  session: DialectSession,
) => Promise<readonly SqlToken[] | PassedTokens | RefusedTranslation>;

/**
 * In this order: what asks the engine for columns finds calls that the engine knows, and division finds queries that it can describe.
 */
export const QUERY_PASSES: readonly QueryPass[] = [rewriteCalls, rewriteStatement, divideDecimals];
