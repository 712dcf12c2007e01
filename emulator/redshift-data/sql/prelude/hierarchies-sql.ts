import { ENGINE_SEARCH_PATH, engineSetting } from "../redshift-settings";

/** Rows that the recursive part of a query may give: the engine works on the thread of the local accounts. */
const MAX_RECURSIVE_ROWS = 100_000;

/**
 * What a query over a hierarchy ends with when it would never end. Rows of a recursive query are counted by its key, from its first part
 * on; beyond the limit the text is that of live runs.
 */
export const HIERARCHIES_SQL = `
CREATE FUNCTION pg_catalog.hierarchy_is_circular() RETURNS boolean LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION 'CONNECT BY goes in a circle'; END $$;
CREATE FUNCTION pg_catalog."~recursion_begins"(key text) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = ${ENGINE_SEARCH_PATH} AS $$
BEGIN
  PERFORM pg_catalog."~set_config"('${engineSetting("recursion_")}' || key, '0', false);
  RETURN true;
END $$;
CREATE FUNCTION pg_catalog."~recursion_goes_on"(key text) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = ${ENGINE_SEARCH_PATH} AS $$
DECLARE
  setting text := '${engineSetting("recursion_")}' || key;
  count int := coalesce(nullif(pg_catalog.current_setting(setting, true), ''), '0')::int + 1;
BEGIN
  PERFORM pg_catalog."~set_config"(setting, count::text, false);
  IF count > ${MAX_RECURSIVE_ROWS} THEN
    RAISE EXCEPTION 'Hit recursive CTE max rows limit, please add correct CTE termination predicates or change the max_recursion_rows parameter.';
  END IF;
  RETURN true;
END $$`;
