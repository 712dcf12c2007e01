import type { DialectSession } from "../dialect/dialect-session";
import type { SqlToken } from "../sql-tokens";

/** Why a statement fails before it reaches the engine; nothing when it may go on. */
export type RefusalRule = (tokens: readonly SqlToken[], session: DialectSession) => string | undefined;
