/** Lists of the engine's that show what is not Redshift's too, and the column that names the schema. */
const LISTS: Readonly<Record<string, string>> = {
  "information_schema.tables": "table_schema",
  "information_schema.views": "table_schema",
  "information_schema.columns": "table_schema",
  "information_schema.schemata": "schema_name",
  "information_schema.table_privileges": "table_schema",
  "information_schema.column_privileges": "table_schema",
  "information_schema.table_constraints": "table_schema",
  "information_schema.key_column_usage": "table_schema",
  "information_schema.constraint_column_usage": "table_schema",
  "information_schema.referential_constraints": "constraint_schema",
  "pg_catalog.pg_tables": "schemaname",
  "pg_catalog.pg_views": "schemaname",
};

/** Constraints that only the engine has: NOT NULL as one, and those of its own tables. */
const CONSTRAINTS: Readonly<Record<string, string>> = {
  "information_schema.table_constraints":
    " AND constraint_type <> ''CHECK'' AND table_schema <> ''pg_catalog''",
  "information_schema.key_column_usage": " AND table_schema <> ''pg_catalog''",
  "information_schema.constraint_column_usage": " AND table_schema <> ''pg_catalog''",
};

/** Materialized views, as the lists of views have them: by their definitions tools tell them apart from the others. */
const MATERIALIZED_VIEWS: Readonly<Record<string, string>> = {
  "information_schema.views": `SELECT pg_internal.database()::information_schema.sql_identifier,
    n.nspname::information_schema.sql_identifier, c.relname::information_schema.sql_identifier,
    pg_internal.view_ddl(c.oid)::information_schema.character_data, 'NONE'::information_schema.character_data,
    'NO'::information_schema.yes_or_no, 'NO'::information_schema.yes_or_no, 'NO'::information_schema.yes_or_no,
    'NO'::information_schema.yes_or_no, 'NO'::information_schema.yes_or_no
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'm'
    AND (pg_has_role(c.relowner, 'USAGE') OR has_table_privilege(c.oid, 'SELECT'))`,
  "pg_catalog.pg_views": `SELECT n.nspname, c.relname, pg_get_userbyid(c.relowner), pg_internal.view_ddl(c.oid)
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'm'`,
};

/** More rows of a list, in a string in quotes. */
function rowsBehind(view: string): string {
  const more = MATERIALIZED_VIEWS[view];
  return more === undefined ? "" : ` UNION ALL ${more.replaceAll("'", "''")}`;
}

/**
 * The engine's own definition of a list, with the link's database and Redshift's names of types. Where one names the kind `v`, views,
 * materialized ones are meant too, as in Redshift.
 */
function definitionOf(view: string): string {
  const ofEngine = `rtrim(pg_catalog.pg_get_viewdef('${view}'::regclass), ';')`;
  const ofDatabase = `replace(${ofEngine}, '"~current_database"()', '(pg_internal.database())::name')`;
  const definition = `replace(${ofDatabase}, '"~format_type"(', 'pg_catalog.format_type(')`;
  if (MATERIALIZED_VIEWS[view] !== undefined) return definition;
  const inLists = `replace(${definition}, '''v''::"char", ', '''v''::"char", ''m''::"char", ')`;
  return `replace(${inLists}, '= ''v''::"char"', '= ANY (ARRAY[''v''::"char", ''m''::"char"])')`;
}

/** What the layer keeps for itself is in no list of tables. */
const LISTS_SQL = Object.entries(LISTS)
  .map(
    ([view, schema]) => `DO $do$ BEGIN
  EXECUTE 'CREATE OR REPLACE VIEW ${view} AS SELECT * FROM ('
    || ${definitionOf(view)} || ') AS listed WHERE ${schema} <> ''pg_internal''${CONSTRAINTS[view] ?? ""}${rowsBehind(view)}';
END $do$`,
  )
  .join(";\n");

/**
 * The catalogue of PostgreSQL 8, from which Redshift's descends, where the engine's has changed since: columns that are gone or
 * have another name, and Redshift's own tables beside them.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/c_intro_catalog_views.html
 */
export const OLDER_CATALOGUE_SQL = `
CREATE VIEW pg_catalog.pg_attrdef_info AS
SELECT d.*, pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS adsrc FROM pg_catalog.pg_attrdef d;
CREATE VIEW pg_catalog.pg_stat_activity_info AS
SELECT a.datid, a.datname, a.pid AS procpid, a.usesysid, a.usename, a.query AS current_query, a.query_start::timestamp AS query_start
FROM pg_catalog.pg_stat_activity a;
CREATE VIEW pg_catalog.pg_locks_info AS
SELECT l.*, l.transactionid AS transaction FROM pg_catalog.pg_locks l;
CREATE VIEW pg_catalog.pg_default_acl_info AS
SELECT a.*, a.defaclrole::int AS defacluser FROM pg_catalog.pg_default_acl a;
-- The engine's own database is the one that the statement named.
CREATE VIEW pg_catalog.pg_database_list AS
SELECT d.oid, CASE d.datname WHEN 'postgres' THEN pg_internal.database()::name ELSE d.datname END AS datname, d.datdba, 6 AS encoding,
  d.datistemplate, d.datallowconn, d.datconnlimit, d.dattablespace, NULL::text[] AS datconfig, d.datacl
FROM pg_catalog.pg_database d;
CREATE VIEW pg_catalog.pg_database_info AS
SELECT d.oid AS datid, d.datname, d.datdba::int AS datdba, d.encoding, d.datacl,
  CASE WHEN d.datconnlimit = -1 THEN 'UNLIMITED' ELSE d.datconnlimit::text END AS datconnlimit
FROM pg_catalog.pg_database_list d;
-- NOT NULL is no constraint of its own, and the system tables have none.
CREATE VIEW pg_catalog.pg_constraint_info AS
SELECT k.* FROM pg_catalog.pg_constraint k
WHERE k.contype <> 'n' AND k.connamespace NOT IN ('pg_catalog'::regnamespace, 'pg_internal'::regnamespace);
CREATE VIEW pg_catalog.pg_library AS
SELECT NULL::name AS name, NULL::oid AS language_oid, NULL::int AS file_store_id, NULL::int AS owner WHERE false;
CREATE VIEW pg_catalog.pg_conf AS SELECT NULL::text AS key, NULL::text AS value WHERE false;
GRANT SELECT ON pg_catalog.pg_conf, pg_catalog.pg_locks_info, pg_catalog.pg_attrdef_info, pg_catalog.pg_stat_activity_info, pg_catalog.pg_default_acl_info,
  pg_catalog.pg_database_list, pg_catalog.pg_database_info, pg_catalog.pg_constraint_info, pg_catalog.pg_library TO PUBLIC;

-- A user or a group, to whom somebody grants.
CREATE FUNCTION pg_catalog.makeaclitem(grantee int, as_group int, grantor int, privilege text, is_grantable boolean) RETURNS aclitem
LANGUAGE sql IMMUTABLE RETURN pg_catalog.makeaclitem(coalesce(nullif(grantee, 0), as_group)::oid, grantor::oid, privilege, is_grantable);
-- The engine's own one calls a function that is out of the way.
CREATE OR REPLACE FUNCTION information_schema._pg_expandarray(anyarray, OUT x anyelement, OUT n int) RETURNS SETOF record LANGUAGE sql
IMMUTABLE STRICT ROWS 100 AS 'SELECT * FROM pg_catalog.unnest($1) WITH ORDINALITY';

CREATE FUNCTION pg_catalog.pg_get_late_binding_view_cols() RETURNS SETOF record LANGUAGE sql STABLE AS $$
SELECT c.schema_name::name, c.table_name::name, c.column_name::name, c.type_text::varchar, c.ordinal_position
FROM pg_internal.visible_columns c WHERE c.relkind = 'v'
  AND c.table_name = ANY (pg_internal.late_view_names()) AND c.schema_name NOT IN ('pg_catalog', 'information_schema') $$;
CREATE FUNCTION pg_catalog.pg_get_cols(text) RETURNS SETOF record LANGUAGE sql STABLE AS $$
SELECT c.schema_name::name, c.table_name::name, c.column_name::name, c.type_text::varchar, c.ordinal_position
FROM pg_internal.visible_columns c WHERE c.oid = $1::regclass $$;

${LISTS_SQL}`;
