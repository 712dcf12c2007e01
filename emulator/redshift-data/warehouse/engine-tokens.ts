import { withRedshiftSettings } from "../sql/redshift-settings";
import { type SqlToken, tokenizeSql } from "../sql/sql-tokens";
import { withTemporaryNames } from "../sql/temporary-names";

/** One statement in Redshift's SQL, whoever sends it, as the engine takes it. */
export function engineTokens(sql: string): readonly SqlToken[] {
  return withRedshiftSettings(withTemporaryNames(tokenizeSql(sql)));
}
