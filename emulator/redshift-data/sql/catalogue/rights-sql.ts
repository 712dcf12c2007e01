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

/** What runs with all rights looks nothing up in the schemas of its caller, who could put functions of the same names there. */
const FIXED_SEARCH_PATH_SQL = `
DO $$ DECLARE one regprocedure; BEGIN
  FOR one IN SELECT oid::regprocedure FROM pg_catalog.pg_proc
    WHERE (prosecdef OR proname IN ('create_late_view', 'bind_late_views')) AND oid >= 16384 AND pronamespace = 'pg_internal'::regnamespace AND proconfig IS NULL LOOP
    EXECUTE 'ALTER FUNCTION ' || one::text || ' SET search_path = pg_catalog, pg_temp';
  END LOOP;
END $$`;

/** The engine alone makes views without schema binding: whoever could, would choose their owner. */
export const KEEPING_PLACE_RIGHTS_SQL = `
REVOKE EXECUTE ON FUNCTION pg_internal.create_late_view(text, text, text, boolean, name), pg_internal.bind_late_views(text[]),
  pg_internal.bind(oid, int), pg_internal.remake(oid, text), pg_internal.unbind(oid),
  pg_internal.declare_constraint(oid, jsonb, oid) FROM PUBLIC;
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
