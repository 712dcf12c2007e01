import { divideDecimals } from "../arithmetic/decimal-division";
import { rewriteCalls } from "../calls/rewrite-calls";
import type { DialectSession } from "../dialect/dialect-session";
import type { RefusedTranslation } from "../dialect/translation";
import type { SqlToken } from "../sql-tokens";

/** Rewrites the queries of a statement, wherever they stand in it; or says why the statement is refused. */
export type QueryPass = (
  tokens: readonly SqlToken[],
  session: DialectSession,
) => Promise<readonly SqlToken[] | RefusedTranslation>;

/** In this order. */
export const QUERY_PASSES: readonly QueryPass[] = [rewriteCalls, divideDecimals];
