import { KNOWS_ASSUME_ROLE_SQL } from "../sql/catalogue/assume-role-sql";
import { stringLiteral } from "../sql/sql-text";
import type { FileConnection } from "../warehouse/file-statements";
import { rowsOf } from "./own-rows";
import type { RoleClause } from "./statement/authorization-clause";
import { refuseStatement } from "./statement-failure";

/**
 * Asks the database whether the session's user may use the roles of a statement: what is granted on a chain is its whole, not one of it.
 *
 * @throws StatementFailure in Redshift's words
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT-usage-notes.html#r_GRANT-usage-notes-assumerole
 */
export async function requireAssumeRole(
  role: RoleClause,
  command: "COPY" | "UNLOAD",
  connection: FileConnection,
): Promise<void> {
  const [knows] = await rowsOf(connection, KNOWS_ASSUME_ROLE_SQL);
  if (knows?.[0] !== "t") return;
  const { user } = connection.session;
  const chain = role === "default" ? role : role.join(",");
  const asked = [connection.engineName(user), chain, command].map(stringLiteral).join(", ");
  const [may] = await rowsOf(connection, `SELECT pg_internal.may_assume_role(${asked})`);
  if (may?.[0] !== "t")
    refuseStatement(`User ${user} does not have ASSUMEROLE permission on IAM role "${chain}" for ${command}`);
}
