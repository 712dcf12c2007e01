/**
 * Redshift's views of its metadata, filled from the engine's catalogue.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/svv_views.html
 */
export const SYSTEM_VIEWS_SQL = `
CREATE VIEW pg_catalog.svv_tables AS
SELECT pg_internal.database() AS table_catalog, schema_name AS table_schema, table_name,
  CASE WHEN relkind IN ('r', 'p') THEN 'BASE TABLE' ELSE 'VIEW' END AS table_type, remarks
FROM pg_internal.visible_relations;

CREATE VIEW pg_catalog.svv_columns AS
SELECT pg_internal.database() AS table_catalog, schema_name AS table_schema, table_name, column_name, ordinal_position, column_default,
  CASE WHEN attnotnull THEN 'NO' ELSE 'YES' END AS is_nullable, data_type, character_maximum_length, numeric_precision,
  numeric_precision_radix, numeric_scale, datetime_precision, NULL::text AS interval_type, NULL::text AS interval_precision,
  NULL::text AS character_set_catalog, NULL::text AS character_set_schema, NULL::text AS character_set_name,
  NULL::text AS collation_catalog, NULL::text AS collation_schema, NULL::text AS collation_name, NULL::text AS domain_name, remarks
FROM pg_internal.visible_columns;

CREATE VIEW pg_catalog.svv_all_tables AS
SELECT pg_internal.database() AS database_name, r.schema_name, r.table_name,
  CASE WHEN r.relkind IN ('r', 'p') THEN 'TABLE' ELSE 'VIEW' END AS table_type, array_to_string(r.relacl, '|') AS table_acl, r.remarks,
  pg_internal.identity_name(pg_get_userbyid(r.relowner)) AS owner, NULL::timestamp AS last_altered_time,
  NULL::timestamp AS last_modified_time,
  CASE WHEN r.relkind IN ('r', 'p') THEN pg_internal.dist_style(r.oid, r.traits) END AS dist_style,
  CASE r.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'v' THEN
    CASE WHEN EXISTS (SELECT FROM pg_internal.late_views v WHERE v.view = r.oid) THEN 'LATE BINDING VIEW' ELSE 'REGULAR VIEW' END
    ELSE 'REGULAR TABLE' END AS table_subtype
FROM pg_internal.visible_relations r WHERE r.schema_name NOT IN ('pg_catalog', 'information_schema');

CREATE VIEW pg_catalog.svv_redshift_tables AS
SELECT database_name, schema_name, table_name, table_type, table_acl, remarks, owner AS table_owner FROM pg_catalog.svv_all_tables;

CREATE VIEW pg_catalog.svv_redshift_columns AS
SELECT pg_internal.database() AS database_name, schema_name, table_name, column_name, ordinal_position, data_type, column_default,
  CASE WHEN attnotnull THEN 'NO' ELSE 'YES' END AS is_nullable, pg_internal.encoding(traits, number, atttypid) AS encoding,
  coalesce(traits->>'distKey' = number::text, false) AS distkey, pg_internal.sort_place(traits, number) AS sortkey,
  array_to_string(attacl, '|') AS column_acl, remarks
FROM pg_internal.visible_columns WHERE schema_name NOT IN ('pg_catalog', 'information_schema');

CREATE VIEW pg_catalog.svv_all_columns AS
SELECT pg_internal.database() AS database_name, schema_name, table_name, column_name, ordinal_position, column_default,
  CASE WHEN attnotnull THEN 'NO' ELSE 'YES' END AS is_nullable, data_type, character_maximum_length, numeric_precision, numeric_scale,
  remarks, CASE WHEN pg_internal.sort_place(traits, number) = 0 THEN NULL
    ELSE upper(coalesce(traits->>'sortStyle', 'compound')) END AS sort_key_type,
  nullif(pg_internal.sort_place(traits, number), 0) AS sort_key,
  CASE WHEN traits->>'distKey' = number::text THEN 1 END AS dist_key,
  CASE WHEN relkind IN ('r', 'p') THEN pg_internal.encoding(traits, number, atttypid) END AS encoding, NULL::text AS collation
FROM pg_internal.visible_columns WHERE schema_name NOT IN ('pg_catalog', 'information_schema');

CREATE VIEW pg_catalog.svv_all_schemas AS
SELECT pg_internal.database() AS database_name, n.nspname::text AS schema_name, n.nspowner::int AS schema_owner, 'local'::text AS schema_type,
  array_to_string(n.nspacl, '|') AS schema_acl, NULL::text AS source_database, NULL::text AS schema_option
FROM pg_catalog.pg_namespace n WHERE n.nspname NOT LIKE 'pg\\_temp%' AND n.nspname NOT LIKE 'pg\\_toast%';
CREATE VIEW pg_catalog.svv_redshift_schemas AS
SELECT database_name, schema_name, schema_owner, schema_type, schema_acl, schema_option FROM pg_catalog.svv_all_schemas;

CREATE VIEW pg_catalog.svv_redshift_databases AS
SELECT pg_internal.database() AS database_name, 1 AS database_owner, 'local'::text AS database_type, NULL::text AS database_acl,
  NULL::text AS database_options, 'Snapshot Isolation'::text AS database_isolation_level;

CREATE VIEW pg_catalog.svv_redshift_functions AS
SELECT pg_internal.database() AS database_name, n.nspname::text AS schema_name, p.proname::text AS function_name,
  CASE p.prokind WHEN 'p' THEN 'STORED PROCEDURE' WHEN 'a' THEN 'AGGREGATE FUNCTION' ELSE 'REGULAR FUNCTION' END AS function_type,
  pg_catalog.oidvectortypes(p.proargtypes) AS argument_type, pg_catalog.format_type(p.prorettype, NULL) AS result_type
FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_internal');

CREATE VIEW pg_catalog.svv_table_info AS
SELECT pg_internal.database() AS database, s.schema_name AS schema, s.oid AS table_id, s.table_name AS table,
  CASE WHEN s.traits->'encodings' <> '{}' THEN 'Y' ELSE 'Y, AUTO(ENCODE)' END AS encoded,
  pg_internal.dist_style(s.oid, s.traits) AS diststyle,
  CASE WHEN s.traits->>'sortStyle' = 'interleaved' THEN 'INTERLEAVED' WHEN s.key1 IS NULL THEN 'AUTO(SORTKEY)'
    ELSE pg_internal.column_name(s.oid, s.key1) END AS sortkey1,
  pg_internal.longest_varchar(s.oid) AS max_varchar,
  CASE WHEN s.key1 IS NOT NULL THEN pg_internal.encoding(s.traits, s.key1, 0) END AS sortkey1_enc,
  coalesce(jsonb_array_length(s.traits->'sortKey'), 0) AS sortkey_num, 1::bigint AS size, 0::numeric(10,4) AS pct_used,
  0::bigint AS empty, 0::numeric(5,2) AS unsorted, 0::numeric(5,2) AS stats_off, s.rows::numeric(38,0) AS tbl_rows,
  NULL::numeric(19,2) AS skew_sortkey1, NULL::numeric(19,2) AS skew_rows, s.rows::numeric(38,0) AS estimated_visible_rows,
  NULL::text AS risk_event, NULL::numeric(12,2) AS vacuum_sort_benefit, NULL::timestamp AS create_time
FROM (SELECT r.*, (r.traits->'sortKey'->>0)::int AS key1, pg_internal.count_rows(r.oid) AS rows FROM pg_internal.visible_relations r
  WHERE r.relkind IN ('r', 'p', 'm') AND r.schema_name NOT IN ('pg_catalog', 'information_schema')) s
WHERE s.rows > 0;

CREATE VIEW pg_catalog.pg_table_def AS
SELECT schema_name::name AS schemaname, table_name::name AS tablename, column_name::name AS "column", type_text AS type,
  pg_internal.encoding(traits, number, atttypid) AS encoding, coalesce(traits->>'distKey' = number::text, false) AS distkey,
  pg_internal.sort_place(traits, number) AS sortkey, attnotnull AS notnull
FROM pg_internal.visible_columns WHERE relkind IN ('r', 'p') AND schema_name::name = ANY (current_schemas(true));

CREATE VIEW pg_catalog.svv_mv_info AS
SELECT pg_internal.database() AS database_name, r.schema_name, pg_get_userbyid(r.relowner)::text AS user_name, r.table_name AS name,
  false AS is_stale, 1 AS state, false AS autorewrite, coalesce((r.traits->>'isAutoRefreshed')::boolean, false) AS autorefresh
FROM pg_internal.visible_relations r WHERE r.relkind = 'm';
CREATE VIEW pg_catalog.stv_mv_info AS
SELECT database_name AS db_name, schema_name AS schema, name, 0::bigint AS updated_upto_xid, is_stale, user_name AS owner_user_name, state,
  autorefresh, autorewrite FROM pg_catalog.svv_mv_info;

CREATE FUNCTION pg_internal.count_constraints(of_relation oid, kind "char") RETURNS int2 LANGUAGE sql STABLE
RETURN (SELECT count(*)::int2 FROM pg_catalog.pg_constraint k WHERE k.conrelid = of_relation AND k.contype = kind);
-- The columns that Redshift's pg_class and pg_attribute have more.
CREATE VIEW pg_catalog.pg_class_info AS
SELECT c.*, s.style AS reldiststyle, s.style AS releffectivediststyle, NULL::timestamp AS relcreationtime,
  0::oid AS reltoastidxid, 0::oid AS relexternid, false AS relisreplicated, false AS relispinned, 0::oid AS relprojbaseid,
  pg_internal.count_constraints(c.oid, 'u') AS relukeys, pg_internal.count_constraints(c.oid, 'f') AS relfkeys, 0::int2 AS relrefs,
  0::int2 AS reltriggers,
  false AS relhasoids, pg_internal.count_constraints(c.oid, 'p') > 0 AS relhaspkey
FROM pg_catalog.pg_class c CROSS JOIN LATERAL (SELECT CASE pg_internal.traits_of(c.oid)->>'distStyle'
  WHEN 'even' THEN 0 WHEN 'key' THEN 1 WHEN 'all' THEN 8 ELSE CASE WHEN c.relkind = 'r' THEN 10 ELSE 0 END END AS style) s;
CREATE VIEW pg_catalog.pg_attribute_info AS
SELECT a.*, coalesce(t.traits->>'distKey' = a.attnum::text, false) AS attisdistkey,
  pg_internal.sort_place(t.traits, a.attnum) AS attsortkeyord, false AS attispreloaded, 0::int2 AS attencrypttype,
  -1 AS attcacheoff, CASE pg_internal.encoding(t.traits, a.attnum, a.atttypid)
    WHEN 'none' THEN 0 WHEN 'bytedict' THEN 1 WHEN 'delta' THEN 2 WHEN 'delta32k' THEN 3 WHEN 'lzo' THEN 4 WHEN 'mostly8' THEN 5
    WHEN 'mostly16' THEN 6 WHEN 'mostly32' THEN 7 WHEN 'runlength' THEN 8 WHEN 'text255' THEN 9 WHEN 'text32k' THEN 10
    WHEN 'zstd' THEN 11 ELSE 12 END AS attencodingtype
FROM pg_catalog.pg_attribute a CROSS JOIN LATERAL (SELECT pg_internal.traits_of(a.attrelid) AS traits) t;
CREATE FUNCTION pg_catalog.format_encoding(number int) RETURNS text LANGUAGE sql IMMUTABLE
RETURN (ARRAY['none', 'bytedict', 'delta', 'delta32k', 'lzo', 'mostly8', 'mostly16', 'mostly32', 'runlength', 'text255', 'text32k', 'zstd',
  'az64'])[number + 1]`;
