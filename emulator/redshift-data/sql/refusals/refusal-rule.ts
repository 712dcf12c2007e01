import type { DialectSession } from "../dialect/dialect-session";
import type { Layout } from "../sql-layout";

/** Why a statement fails before it reaches the engine; nothing when it may go on. */
export type RefusalRule = (statement: Layout, session: DialectSession) => string | undefined;
