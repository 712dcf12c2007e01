import type { DialectSession } from "../dialect/dialect-session";
import type { Translation } from "../dialect/translation";
import type { SqlToken } from "../sql-tokens";

/** What a statement that is none for the engine as it stands becomes; nothing for any other statement. */
export type StatementRule = (
  tokens: readonly SqlToken[],
  session: DialectSession,
) => Translation | undefined | Promise<Translation | undefined>;
