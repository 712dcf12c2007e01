/** What a query over a hierarchy ends with when it would never end. */
export const HIERARCHIES_SQL = `
CREATE FUNCTION pg_catalog.hierarchy_is_circular() RETURNS boolean LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION 'CONNECT BY goes in a circle'; END $$`;
