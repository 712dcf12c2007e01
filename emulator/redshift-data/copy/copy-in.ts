import { quotedIdentifier } from "../sql/quoted-identifier";
import type { FileConnection } from "../warehouse/file-statements";
import type { RowWriter } from "./convert/row-writer";
import type { TargetColumn } from "./convert/target-column";
import { StatementFailure } from "./statement-failure";
import type { TargetTable } from "./target-table";

/** Where rows wait whose JSON is still text: what the engine reads into SUPER is a string of JSON. */
const WAITING = 'pg_temp."~copied"';

/**
 * Puts the rows into the table with the engine's own COPY, in the session and its transaction.
 *
 * @returns how many
 * @throws StatementFailure in the engine's words
 */
export async function copyIn(
  { sqlName }: TargetTable,
  columns: readonly TargetColumn[],
  rows: RowWriter,
  { run, session }: FileConnection,
): Promise<number> {
  if (rows.rowCount === 0) return 0;
  const names = columns.map(({ name }) => quotedIdentifier(name)).join(", ");
  const step = async (sql: string, copiedIn?: readonly Buffer[]): Promise<number> => {
    const statement = { sql, values: [], isEngineSql: true };
    const { error, rowCount } = await run(copiedIn === undefined ? statement : { ...statement, copiedIn });
    if (error !== undefined) throw new StatementFailure(error);
    return rowCount;
  };
  if (columns.every(({ kind }) => kind !== "super"))
    return step(`COPY ${sqlName} (${names}) FROM STDIN`, rows.take());
  const values = columns.map(({ name, kind }) => {
    const quoted = quotedIdentifier(name);
    return kind === "super" ? `pg_catalog.json_parse(${quoted}::text)` : quoted;
  });
  const waiting = columns.map(({ name, kind }) => {
    const quoted = quotedIdentifier(name);
    return kind === "super" ? `NULL::text AS ${quoted}` : quoted;
  });
  const isOwn = session.transaction.length === 0;
  if (isOwn) await step("BEGIN");
  try {
    await step(
      `CREATE TEMPORARY TABLE "~copied" AS SELECT ${waiting.join(", ")} FROM ${sqlName} WHERE false`,
    );
    await step(`COPY ${WAITING} (${names}) FROM STDIN`, rows.take());
    const count = await step(
      `INSERT INTO ${sqlName} (${names}) OVERRIDING SYSTEM VALUE SELECT ${values.join(", ")} FROM ${WAITING}`,
    );
    await step(`DROP TABLE ${WAITING}`);
    if (isOwn) await step("COMMIT");
    return count;
  } catch (error) {
    if (isOwn) await step("ROLLBACK");
    throw error;
  }
}
