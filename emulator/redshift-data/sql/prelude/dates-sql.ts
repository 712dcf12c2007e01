/**
 * @see https://docs.aws.amazon.com/redshift/latest/dg/Date_functions_header.html
 */
export const DATES_SQL = `
-- In UTC and in whole seconds, the same within a transaction.
CREATE FUNCTION pg_catalog.getdate() RETURNS timestamp LANGUAGE sql STABLE
AS $$ SELECT date_trunc('second', now() AT TIME ZONE 'UTC') $$`;
