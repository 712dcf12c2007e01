import { engineSetting, REDSHIFT_SETTINGS, SERVER_VERSION } from "../redshift-settings";

/** Settings of the engine that Redshift has too. */
const COMMON_SETTINGS: readonly string[] = [
  ...[
    "application_name",
    "client_encoding",
    "datestyle",
    "extra_float_digits",
    "intervalstyle",
    "search_path",
  ],
  ...["statement_timeout", "timezone"],
];

/** Each setting that Redshift shows: its name, and its name in the engine. */
const SHOWN_SETTINGS: readonly string[] = [
  ...COMMON_SETTINGS.map((name) => `('${name}', '${name}')`),
  ...Object.keys(REDSHIFT_SETTINGS).map((name) => `('${name}', '${engineSetting(name)}')`),
];

/** What the session is told of itself; constants where there is nothing to tell. */
export const SYSTEM_SQL = `
CREATE FUNCTION pg_catalog.version() RETURNS varchar LANGUAGE sql STABLE
AS $$ SELECT 'PostgreSQL ${SERVER_VERSION} on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 (Red Hat 3.4.2-6.fc3), Redshift 1.0.0'::varchar $$;
-- The statement's database is put in by \`sql/calls/session-calls.ts\`.
CREATE FUNCTION pg_catalog.current_database(text) RETURNS name LANGUAGE sql STABLE AS 'SELECT $1::name';
CREATE FUNCTION pg_catalog.current_database() RETURNS name LANGUAGE sql STABLE AS 'SELECT pg_catalog."~current_database"()';
-- The engine has one database for all that its clients name.
CREATE FUNCTION pg_catalog.engine_database(text) RETURNS text LANGUAGE sql STABLE
AS $$ SELECT CASE WHEN pg_catalog.lower($1) = pg_catalog.current_setting('${engineSetting("database")}', true) THEN pg_catalog."~current_database"() ELSE $1 END $$;
CREATE FUNCTION pg_catalog.has_database_privilege(text, text) RETURNS boolean LANGUAGE sql STABLE STRICT
AS $$ SELECT pg_catalog."~has_database_privilege"(pg_catalog.engine_database($1), pg_catalog.replace(pg_catalog.lower($2), 'usage', 'connect')) $$;
CREATE FUNCTION pg_catalog.has_database_privilege(name, text, text) RETURNS boolean LANGUAGE sql STABLE STRICT
AS $$ SELECT pg_catalog."~has_database_privilege"($1, pg_catalog.engine_database($2), pg_catalog.replace(pg_catalog.lower($3), 'usage', 'connect')) $$;
-- Types by Redshift's names.
CREATE FUNCTION pg_catalog.format_type(oid, int4) RETURNS text LANGUAGE sql STABLE
AS $$ SELECT CASE $1 WHEN 114 THEN 'super' WHEN 17 THEN 'binary varying' WHEN 25 THEN 'character varying' ELSE pg_catalog."~format_type"($1, $2) END $$;
-- Redshift's own settings have a prefix in the engine.
CREATE FUNCTION pg_catalog.current_setting(text) RETURNS text LANGUAGE sql STABLE STRICT
AS $$ SELECT COALESCE(pg_catalog.current_setting('${engineSetting("")}' || pg_catalog.lower($1), true), pg_catalog."~current_setting"($1)) $$;
-- With all rights, within which the engine lets nobody take another role; so only what everybody may set.
REVOKE EXECUTE ON FUNCTION pg_catalog."~set_config"(text, text, boolean) FROM PUBLIC;
CREATE FUNCTION pg_catalog.set_config(text, text, boolean) RETURNS text LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF pg_catalog.current_setting('${engineSetting("")}' OPERATOR(pg_catalog.||) pg_catalog.lower($1), true) IS NOT NULL THEN
    RETURN pg_catalog."~set_config"('${engineSetting("")}' OPERATOR(pg_catalog.||) pg_catalog.lower($1), $2, $3);
  ELSIF EXISTS (SELECT FROM pg_catalog.pg_settings
    WHERE name OPERATOR(pg_catalog.=) pg_catalog.lower($1) AND context OPERATOR(pg_catalog.<>) 'user') THEN
    RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
      MESSAGE = 'permission denied to set parameter "' OPERATOR(pg_catalog.||) $1 OPERATOR(pg_catalog.||) '"';
  END IF;
  RETURN pg_catalog."~set_config"($1, $2, $3);
END $$;
-- SHOW ALL.
CREATE FUNCTION pg_catalog.redshift_settings() RETURNS TABLE (name text, setting text) LANGUAGE sql STABLE
AS $$ SELECT s.name, pg_catalog."~current_setting"(s.engine_name) FROM (VALUES ${SHOWN_SETTINGS.join(", ")}) AS s(name, engine_name) $$;
CREATE FUNCTION pg_catalog.session_user() RETURNS name LANGUAGE sql STABLE AS 'SELECT CURRENT_USER';
CREATE FUNCTION pg_catalog.current_user_id() RETURNS int4 LANGUAGE sql STABLE
AS 'SELECT oid::int8::int4 FROM pg_catalog.pg_roles WHERE rolname = CURRENT_USER';
CREATE FUNCTION pg_catalog.pg_last_query_id() RETURNS int4 LANGUAGE sql STABLE AS 'SELECT -1';
CREATE FUNCTION pg_catalog.pg_last_copy_id() RETURNS int4 LANGUAGE sql STABLE AS $$ SELECT coalesce(nullif(pg_catalog.current_setting('${engineSetting("last_copy_id")}', true), ''), '-1')::int4 $$;
CREATE FUNCTION pg_catalog.pg_last_unload_id() RETURNS int4 LANGUAGE sql STABLE AS $$ SELECT coalesce(nullif(pg_catalog.current_setting('${engineSetting("last_unload_id")}', true), ''), '-1')::int4 $$;
CREATE FUNCTION pg_catalog.pg_last_copy_count() RETURNS int8 LANGUAGE sql STABLE AS $$ SELECT coalesce(nullif(pg_catalog.current_setting('${engineSetting("last_copy_count")}', true), ''), '0')::int8 $$;
CREATE FUNCTION pg_catalog.pg_last_unload_count() RETURNS int8 LANGUAGE sql STABLE AS $$ SELECT coalesce(nullif(pg_catalog.current_setting('${engineSetting("last_unload_count")}', true), ''), '0')::int8 $$;
CREATE FUNCTION pg_catalog.db_collation() RETURNS varchar LANGUAGE sql STABLE AS $$ SELECT 'case_sensitive'::varchar $$;
CREATE FUNCTION pg_catalog.slice_num() RETURNS int4 LANGUAGE sql STABLE AS 'SELECT 0'`;
