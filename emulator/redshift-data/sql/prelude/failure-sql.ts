/** What fails in the middle of an expression, in Redshift's words. */
export const FAILURE_SQL = `
CREATE FUNCTION pg_catalog.redshift_failure(text) RETURNS text LANGUAGE plpgsql VOLATILE AS $$ BEGIN RAISE EXCEPTION '%', $1; END $$`;
