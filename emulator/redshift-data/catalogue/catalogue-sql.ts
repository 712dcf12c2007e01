import type { EngineStatement } from "../warehouse/execute-sql";
import type { CatalogueInput } from "./catalogue-input";

/** Schemas of the engine that Redshift does not have, and those of temporary tables. */
const IS_LISTED_SCHEMA = String.raw`n.nspname NOT LIKE 'pg\_toast%' AND n.nspname NOT LIKE 'pg\_temp\_%' AND n.nspname <> 'pg_internal'`;

const IS_SYSTEM = "n.nspname IN ('pg_catalog', 'information_schema')";

const ANYTHING = "%";

/** The names of the schemas that match, in their order. */
export function schemasSql({ schemaPattern = ANYTHING }: CatalogueInput): EngineStatement {
  return {
    isEngineSql: true,
    sql: `SELECT n.nspname FROM pg_catalog.pg_namespace n
WHERE ${IS_LISTED_SCHEMA} AND n.nspname LIKE $1 ORDER BY 1`,
    values: [schemaPattern],
  };
}

/** Schema, name and type of the tables and views that match, in the order of the service's driver: by type, schema, name. */
export function tablesSql({
  schemaPattern = ANYTHING,
  tablePattern = ANYTHING,
}: CatalogueInput): EngineStatement {
  return {
    isEngineSql: true,
    sql: `SELECT n.nspname, c.relname,
  CASE WHEN ${IS_SYSTEM} THEN 'SYSTEM ' ELSE '' END || CASE WHEN c.relkind IN ('r', 'p') THEN 'TABLE' ELSE 'VIEW' END
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm') AND ${IS_LISTED_SCHEMA} AND n.nspname LIKE $1 AND c.relname LIKE $2
ORDER BY 3, 1, 2`,
    values: [schemaPattern, tablePattern],
  };
}

/** A value that no name has: absent schemas and tables match all. */
const ABSENT = "";

/**
 * The columns of the tables and views of these names: schema, table, column, type (a domain by its own name), modifier, whether it
 * may be null, default.
 */
export function columnsSql({ schema = ABSENT, table = ABSENT }: CatalogueInput): EngineStatement {
  return {
    isEngineSql: true,
    sql: `SELECT n.nspname, c.relname, a.attname, a.atttypid::int, a.atttypmod, t.typname, t.typtype = 'd', NOT a.attnotnull,
  pg_catalog.pg_get_expr(d.adbin, d.adrelid)
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.relkind IN ('r', 'p', 'v', 'm') AND ${IS_LISTED_SCHEMA}
  AND ($1 = '${ABSENT}' OR n.nspname = $1) AND ($2 = '${ABSENT}' OR c.relname = $2)
ORDER BY 1, 2, a.attnum`,
    values: [schema, table],
  };
}
