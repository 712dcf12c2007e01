import type { SqlToken } from "../sql-tokens";
import type { DialectSession } from "./dialect-session";
import type { PassedTokens } from "./passed-tokens";
import type { RefusedTranslation } from "./translation";

/** Rewrites the queries of a statement, wherever they stand in it; or says why the statement is refused. */
export type QueryPass = (
  tokens: readonly SqlToken[],
  session: DialectSession,
) => Promise<readonly SqlToken[] | PassedTokens | RefusedTranslation>;
