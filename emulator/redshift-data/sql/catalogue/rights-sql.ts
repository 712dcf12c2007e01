import { ENGINE_SEARCH_PATH } from "../redshift-settings";
import { REFUSED_IN_EXECUTE } from "../refusals/unsupported-commands";

/** Views that Redshift shows to superusers alone, unless they grant them. */
const OF_SUPERUSERS: readonly string[] = [
  ...[
    "svv_table_info",
    "svv_diskusage",
    "svv_interleaved_columns",
    "svv_vacuum_progress",
    "svv_vacuum_summary",
  ],
  ...["stv_blocklist", "stv_tbl_perm", "stv_partitions"],
];

/**
 * What runs with all rights looks nothing up in the schemas of its caller, who could put functions of the same names there.
 * `set_config` sets the caller's own path, which such a setting would take back: each name in it is qualified.
 */
const FIXED_SEARCH_PATH_SQL = `
DO $$ DECLARE one regprocedure; BEGIN
  FOR one IN SELECT oid::regprocedure FROM pg_catalog.pg_proc
    WHERE (prosecdef OR proname IN ('create_late_view', 'bind_late_views')) AND proname <> 'set_config' AND oid >= 16384
      AND pronamespace IN ('pg_catalog'::regnamespace, 'pg_internal'::regnamespace) AND proconfig IS NULL LOOP
    EXECUTE 'ALTER FUNCTION ' || one::text || ' SET search_path = ${ENGINE_SEARCH_PATH}';
  END LOOP;
END $$`;

/**
 * The text that a procedure puts together and runs, if it is none that takes other rights, or that Redshift does not run. Every semicolon may begin a statement here,
 * one in a string too.
 */
const CHECKED_TEXT_SQL = `
CREATE FUNCTION pg_internal.checked(text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = ${ENGINE_SEARCH_PATH} AS $$
DECLARE
  space text := '^(\\s|--[^\\n\\r]*|/\\*([^*/]|\\*(?!/)|/(?!\\*))*\\*/)+';
  rest text; words text[];
BEGIN
  FOREACH rest IN ARRAY string_to_array($1, ';') LOOP
    words := '{}';
    FOR place IN 1 .. 4 LOOP
      rest := regexp_replace(rest, space, '');
      words := words || lower(coalesce(substring(rest from '^[A-Za-z_][A-Za-z0-9_.$]*'), substring(rest from '^/\\*'), ''));
      EXIT WHEN words[place] = '';
      rest := substr(rest, length(words[place]) + 1);
    END LOOP;
    IF '/*' = ANY (words) OR words[1] = 'do'
      OR words[1] IN ('create', 'alter') AND words && ARRAY['function', 'procedure', 'routine']
      OR words[1] IN ('set', 'reset') AND (words[2] = '' OR words && ARRAY['role', 'session_authorization', 'authorization', 'u']
        OR words[2] IN ('session', 'local') AND words[3] IN ('', 'session', 'local')) THEN
      RAISE EXCEPTION 'LOCAL_LACK: this statement in EXECUTE is not in the local accounts: %', words[1];
    END IF;
    IF array_to_string(words, ' ') ~ '^(${REFUSED_IN_EXECUTE})( |$)' THEN
      RAISE EXCEPTION 'SQL command "%" not supported on Redshift tables.', upper(array_to_string(words[1:2], ' '));
    END IF;
  END LOOP;
  RETURN $1;
END $$`;

/** The engine alone makes views without schema binding: whoever could, would choose their owner. */
export const KEEPING_PLACE_RIGHTS_SQL = `
REVOKE EXECUTE ON FUNCTION pg_internal.create_late_view(text, text, text, boolean, name), pg_internal.bind_late_views(text[]),
  pg_internal.bind(oid, int), pg_internal.remake(oid, text), pg_internal.unbind(oid),
  pg_internal.declare_constraint(oid, jsonb, oid) FROM PUBLIC;
${CHECKED_TEXT_SQL};
${FIXED_SEARCH_PATH_SQL}`;

/**
 * Everybody reads the system views; what each sees in them is decided there.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/c_visibility-of-data.html
 */
export const CATALOGUE_RIGHTS_SQL = `
DO $$ DECLARE one regclass; BEGIN
  FOR one IN SELECT oid::regclass FROM pg_catalog.pg_class WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'v'
    AND oid >= 16384 AND relname <> ALL (ARRAY[${OF_SUPERUSERS.map((name) => `'${name}'`).join(", ")}]) LOOP
    EXECUTE 'GRANT SELECT ON ' || one::text || ' TO PUBLIC';
  END LOOP;
END $$;
${FIXED_SEARCH_PATH_SQL}`;
