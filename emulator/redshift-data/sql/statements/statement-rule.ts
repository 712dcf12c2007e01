import type { DialectSession } from "../dialect/dialect-session";
import type { Translation } from "../dialect/translation";
import type { Layout } from "../sql-layout";

/** What a statement that is none for the engine as it stands becomes; nothing for any other statement. */
export type StatementRule = (
  statement: Layout,
  session: DialectSession,
) => Translation | undefined | Promise<Translation | undefined>;
