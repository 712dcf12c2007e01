import { quotedIdentifier } from "../sql/quoted-identifier";
import { engineSetting } from "../sql/redshift-settings";
import { stringLiteral } from "../sql/sql-text";
import type { FileConnection } from "../warehouse/file-statements";
import { type TargetColumn, typeOfColumn } from "./convert/target-column";
import { rowsOf } from "./own-rows";
import type { CopyStatement } from "./statement/copy-statement";
import { refuseStatement } from "./statement-failure";

/** The table that a COPY loads. */
export interface TargetTable {
  /** As messages and views name it. */
  readonly shownName: string;
  /** As the engine's SQL names it. */
  readonly sqlName: string;
  readonly id: number;
  /** All of its columns, in their order. */
  readonly columns: readonly TargetColumn[];
}

const CASE_SENSITIVE = `pg_catalog.lower(pg_catalog.current_setting('${engineSetting("enable_case_sensitive_identifier")}')) IN ('on', 'true', 'yes', '1')`;

/** What the engine knows of a relation and its columns. A name in quotes folds like the others, unless a setting says otherwise. */
function tableSql(name: string): string {
  const literal = stringLiteral(name);
  return `SELECT c.oid::bigint, c.relkind, pg_catalog.has_table_privilege(c.oid, 'INSERT'), n.nspname, c.relname, a.attname,
    CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE a.atttypid END::bigint, a.atttypmod, a.attnotnull, a.attidentity = 'a',
    pg_catalog.pg_has_role(c.relowner, 'USAGE')
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  WHERE c.oid = pg_catalog.to_regclass(CASE WHEN ${CASE_SENSITIVE} THEN ${literal} ELSE pg_catalog.lower(${literal}) END)
  ORDER BY a.attnum`;
}

/** Finds the table in the session. @throws StatementFailure when it is not there, or the user may not load it */
export async function targetTable(
  { table, hasExplicitIds, hasStatUpdate, columns: named }: CopyStatement,
  connection: FileConnection,
): Promise<TargetTable> {
  const names = table.slice(-2).map(connection.engineName);
  const shownName = table.at(-1) ?? "";
  const rows = await rowsOf(connection, tableSql(names.map(quotedIdentifier).join(".")));
  const [first] = rows;
  if (first === undefined) return refuseStatement(`Cannot COPY into nonexistent table ${shownName}`);
  const [id, kind, mayInsert, schema = "", relation = "", , , , , , isOwner] = first;
  if (kind !== "r" && kind !== "p") refuseStatement(`cannot copy to view "${shownName}"`);
  if (mayInsert !== "t") refuseStatement(`permission denied for relation ${shownName}`);
  // "If STATUPDATE is used, the current user must be either the table owner or a superuser."
  if (hasStatUpdate && isOwner !== "t") refuseStatement(`must be owner of relation ${shownName}`);
  const columns = rows.map(([, , , , , name, typeId, modifier, isRequired, isIdentity]) => ({
    name: name ?? "",
    shownName: name ?? "",
    ...typeOfColumn(Number(typeId), Number(modifier)),
    isNullable: isRequired !== "t",
    isIdentity: isIdentity === "t",
  }));
  if (hasExplicitIds && named !== undefined) {
    const missing = columns.find(({ isIdentity, name }) => isIdentity && !named.includes(name));
    if (missing !== undefined)
      refuseStatement(`EXPLICIT_IDS requires the IDENTITY column ${missing.name} in the column list`);
  }
  const sqlName = [schema ?? "", relation ?? ""].map(quotedIdentifier).join(".");
  return { shownName, sqlName, id: Number(id), columns };
}

/**
 * The columns in the order of the file's values. Without a list they are those of the table, "with IDENTITY columns omitted if EXPLICIT_IDS
 * was also not specified" ("Column list").
 *
 * @throws StatementFailure for a name that the table does not have, or that stands there twice
 */
export function fileColumns(
  { columns, shownName }: TargetTable,
  { columns: named, hasExplicitIds }: CopyStatement,
  engineName: (name: string) => string,
): readonly TargetColumn[] {
  if (named === undefined) return columns.filter(({ isIdentity }) => hasExplicitIds || !isIdentity);
  const given = new Set<string>();
  return named.map((name) => {
    const engine = engineName(name);
    const column =
      columns.find((one) => one.name === engine) ?? columns.find((one) => one.name === engine.toLowerCase());
    if (column === undefined)
      return refuseStatement(`column "${name}" of relation "${shownName}" does not exist`);
    if (column.isIdentity && !hasExplicitIds) refuseStatement(`cannot set an identity column to a value`);
    if (given.has(column.name)) refuseStatement(`column "${column.name}" specified more than once`);
    given.add(column.name);
    return column;
  });
}
