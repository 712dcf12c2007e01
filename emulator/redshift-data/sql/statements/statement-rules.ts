import type { DialectSession } from "../dialect/dialect-session";
import { runs, type Translation } from "../dialect/translation";
import type { SqlToken } from "../sql-tokens";
import { foldedWord, solidTokens } from "../sql-words";

/** What a statement that is none for the engine as it stands becomes; nothing for any other statement. */
export type StatementRule = (
  tokens: readonly SqlToken[],
  session: DialectSession,
) => Translation | undefined | Promise<Translation | undefined>;

/**
 * TRUNCATE commits the transaction in which it is run.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_TRUNCATE.html
 */
const truncate: StatementRule = (tokens) =>
  foldedWord(solidTokens(tokens)[0]) === "truncate" ? { ...runs(tokens), commits: true } : undefined;

/** The first that knows the statement translates it. */
export const STATEMENT_RULES: readonly StatementRule[] = [truncate];
