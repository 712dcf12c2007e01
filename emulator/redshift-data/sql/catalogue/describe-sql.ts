import { DATABASE_SETTING } from "./keeping-place-sql";

/** What Redshift says of a table's columns and keys. */
export const DESCRIBE_SQL = `
CREATE FUNCTION pg_internal.database() RETURNS text LANGUAGE sql STABLE
RETURN current_setting('${DATABASE_SETTING}', true);

CREATE FUNCTION pg_internal.traits_of(of_relation oid) RETURNS jsonb LANGUAGE sql STABLE
RETURN coalesce((SELECT r.traits FROM pg_internal.relations r WHERE r.relation = of_relation), '{}');

-- As in pg_table_def: 1, 2, … in a compound key, alternating signs in an interleaved one, 0 for none.
CREATE FUNCTION pg_internal.sort_place(traits jsonb, number int) RETURNS int LANGUAGE sql IMMUTABLE
RETURN coalesce((SELECT k.place * CASE WHEN traits->>'sortStyle' = 'interleaved' AND k.place % 2 = 0 THEN -1 ELSE 1 END
  FROM jsonb_array_elements_text(coalesce(traits->'sortKey', '[]')) WITH ORDINALITY AS k(key, place)
  WHERE k.key = number::text)::int, 0);

-- The declared encoding, or what Redshift gives a column without one.
CREATE FUNCTION pg_internal.encoding(traits jsonb, number int, type_id oid) RETURNS text LANGUAGE sql IMMUTABLE
RETURN CASE lower(coalesce(traits->'encodings'->>number::text, CASE
    WHEN pg_internal.sort_place(traits, number) <> 0 THEN 'raw'
    WHEN type_id IN (16, 700, 701) THEN 'raw'
    WHEN type_id IN (20, 21, 23, 1082, 1083, 1114, 1184, 1266, 1700) THEN 'az64'
    WHEN type_id IN (1042, 1043, 25) THEN 'lzo' ELSE 'raw' END))
  WHEN 'raw' THEN 'none' ELSE lower(coalesce(traits->'encodings'->>number::text,
    CASE WHEN type_id IN (1042, 1043, 25) THEN 'lzo' ELSE 'az64' END)) END;

CREATE FUNCTION pg_internal.column_name(of_relation oid, number int) RETURNS text LANGUAGE sql STABLE
RETURN (SELECT a.attname FROM pg_catalog.pg_attribute a WHERE a.attrelid = of_relation AND a.attnum = number);

CREATE FUNCTION pg_internal.dist_style(of_relation oid, traits jsonb) RETURNS text LANGUAGE sql STABLE
RETURN CASE coalesce(traits->>'distStyle', 'auto')
  WHEN 'even' THEN 'EVEN' WHEN 'all' THEN 'ALL'
  WHEN 'key' THEN 'KEY(' || coalesce(pg_internal.column_name(of_relation, (traits->>'distKey')::int), '') || ')'
  ELSE 'AUTO(ALL)' END;

CREATE FUNCTION pg_internal.sort_columns(of_relation oid, traits jsonb) RETURNS text LANGUAGE sql STABLE
RETURN (SELECT nullif(array_to_string(ARRAY(SELECT pg_internal.column_name(of_relation, k.key::int)
  FROM jsonb_array_elements_text(coalesce(traits->'sortKey', '[]')) WITH ORDINALITY AS k(key, place) ORDER BY k.place), ', '), ''));

CREATE FUNCTION pg_internal.longest_varchar(of_relation oid) RETURNS int LANGUAGE sql STABLE
RETURN (SELECT max(a.atttypmod - 4) FROM pg_catalog.pg_attribute a
  WHERE a.attrelid = of_relation AND a.atttypid = 1043 AND a.attnum > 0 AND NOT a.attisdropped);

CREATE FUNCTION pg_internal.table_ddl(of_relation oid) RETURNS text LANGUAGE sql STABLE
RETURN (SELECT 'CREATE TABLE ' || n.nspname || '.' || c.relname || ' (' || chr(10) || (
    SELECT array_to_string(ARRAY(SELECT '    ' || line FROM (
      SELECT a.attnum::int AS place, a.attname || ' ' || pg_catalog.format_type(a.atttypid, a.atttypmod)
        || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
        || coalesce(' DEFAULT ' || pg_catalog.pg_get_expr(d.adbin, d.adrelid), '')
        || ' ENCODE ' || CASE pg_internal.encoding(t.traits, a.attnum, a.atttypid)
          WHEN 'none' THEN 'raw' ELSE pg_internal.encoding(t.traits, a.attnum, a.atttypid) END
        || CASE WHEN t.traits->>'distKey' = a.attnum::text THEN ' distkey' ELSE '' END AS line
      FROM pg_catalog.pg_attribute a
      LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      UNION ALL
      SELECT 10000 + k.oid::int, pg_catalog.pg_get_constraintdef(k.oid)
      FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid AND k.contype IN ('p', 'u', 'f')) lines ORDER BY place), ',' || chr(10)))
  || chr(10) || ')' || chr(10) || 'DISTSTYLE ' || upper(coalesce(t.traits->>'distStyle', 'auto'))
  || coalesce(chr(10) || CASE t.traits->>'sortStyle' WHEN 'interleaved' THEN 'INTERLEAVED ' ELSE '' END
    || 'SORTKEY ( ' || pg_internal.sort_columns(c.oid, t.traits) || ' )', '') || ';'
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  CROSS JOIN LATERAL (SELECT pg_internal.traits_of(c.oid) AS traits) t WHERE c.oid = of_relation);

CREATE FUNCTION pg_internal.view_ddl(of_relation oid) RETURNS text LANGUAGE sql STABLE
RETURN (SELECT CASE WHEN v.query IS NULL
  THEN CASE c.relkind WHEN 'm' THEN 'CREATE MATERIALIZED VIEW ' ELSE 'CREATE VIEW ' END || n.nspname || '.' || c.relname || ' AS'
    || chr(10) || pg_catalog.pg_get_viewdef(c.oid)
  ELSE 'CREATE VIEW ' || n.nspname || '.' || c.relname || v.columns || ' AS' || chr(10) || v.query || chr(10)
    || 'WITH NO SCHEMA BINDING;' END
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_internal.late_views v ON v.view = c.oid WHERE c.oid = of_relation);

CREATE FUNCTION pg_internal.arguments(of_function oid) RETURNS text LANGUAGE sql STABLE
RETURN pg_catalog.pg_get_function_identity_arguments(of_function);

CREATE FUNCTION pg_internal.count_rows(of_relation oid) RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE rows bigint;
BEGIN
  IF NOT has_table_privilege(pg_internal.caller(), of_relation, 'SELECT') THEN RETURN NULL; END IF;
  EXECUTE 'SELECT count(*) FROM ' || of_relation::regclass::text INTO rows;
  RETURN rows;
END $$;

-- Users, groups and roles by the name that they have in Redshift.
CREATE FUNCTION pg_internal.identity_type(name text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN CASE WHEN name IS NULL THEN 'public' WHEN name LIKE '~group:%' THEN 'group' WHEN name LIKE '~role:%' THEN 'role' ELSE 'user' END;
CREATE FUNCTION pg_internal.identity_name(name text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN CASE WHEN name IS NULL THEN 'public' WHEN name LIKE '~group:%' THEN substr(name, 8)
  WHEN name LIKE '~role:%' THEN substr(name, 7) ELSE name END;

CREATE VIEW pg_internal.visible_relations AS
SELECT c.oid, n.nspname::text AS schema_name, c.relname::text AS table_name, c.relkind, c.relowner, c.relacl,
  pg_catalog.obj_description(c.oid, 'pg_class') AS remarks, pg_internal.traits_of(c.oid) AS traits
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname NOT LIKE 'pg\\_toast%' AND n.nspname <> 'pg_internal' AND c.relname NOT LIKE '~%'
  AND (pg_has_role(c.relowner, 'USAGE') OR has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES')
    OR has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE, REFERENCES'));

CREATE VIEW pg_internal.visible_columns AS
SELECT r.oid, r.schema_name, r.table_name, r.relkind, r.traits, a.attname::text AS column_name, a.attnum::int AS number, a.atttypid,
  (SELECT count(*)::int FROM pg_catalog.pg_attribute b WHERE b.attrelid = a.attrelid AND b.attnum BETWEEN 1 AND a.attnum
    AND NOT b.attisdropped) AS ordinal_position,
  pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS column_default, a.attnotnull, a.attacl,
  pg_catalog.format_type(a.atttypid, a.atttypmod) AS type_text, pg_catalog.format_type(a.atttypid, NULL) AS data_type,
  CASE WHEN a.atttypid IN (1042, 1043) AND a.atttypmod > 0 THEN a.atttypmod - 4 WHEN a.atttypid = 25 THEN 65535 END AS character_maximum_length,
  CASE a.atttypid WHEN 21 THEN 16 WHEN 23 THEN 32 WHEN 20 THEN 64 WHEN 700 THEN 24 WHEN 701 THEN 53
    WHEN 1700 THEN CASE WHEN a.atttypmod > 0 THEN ((a.atttypmod - 4) >> 16) & 65535 END END AS numeric_precision,
  CASE a.atttypid WHEN 21 THEN 0 WHEN 23 THEN 0 WHEN 20 THEN 0
    WHEN 1700 THEN CASE WHEN a.atttypmod > 0 THEN (a.atttypmod - 4) & 2047 END END AS numeric_scale,
  CASE WHEN a.atttypid IN (21, 23, 20, 700, 701) THEN 2 WHEN a.atttypid = 1700 THEN 10 END AS numeric_precision_radix,
  CASE a.atttypid WHEN 1082 THEN 0 WHEN 1114 THEN 6 WHEN 1184 THEN 6 WHEN 1083 THEN 6 WHEN 1266 THEN 6 END AS datetime_precision,
  pg_catalog.col_description(a.attrelid, a.attnum) AS remarks
FROM pg_internal.visible_relations r
JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.attidentity = '';
GRANT SELECT ON pg_internal.visible_relations, pg_internal.visible_columns TO PUBLIC`;
