/** ALTER TABLE APPEND, and what DROP COLUMN leaves of the keeping place. */
export const APPEND_SQL = `
-- Columns that both tables have, or that only the first one has.
CREATE FUNCTION pg_internal.columns_of(relation oid, other oid, is_shared boolean) RETURNS text LANGUAGE sql STABLE
RETURN (SELECT nullif(array_to_string(ARRAY(SELECT quote_ident(a.attname)::text
  FROM pg_catalog.pg_attribute a
  WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped AND is_shared = EXISTS (
    SELECT FROM pg_catalog.pg_attribute b
    WHERE b.attrelid = other AND b.attname = a.attname AND b.attnum > 0 AND NOT b.attisdropped) ORDER BY a.attnum), ', '), ''));

CREATE FUNCTION pg_internal.different_type(relation oid, other oid) RETURNS text LANGUAGE sql STABLE
RETURN (SELECT min(a.attname::text) FROM pg_catalog.pg_attribute a
  JOIN pg_catalog.pg_attribute b ON b.attrelid = other AND b.attname = a.attname AND b.attnum > 0 AND NOT b.attisdropped
  WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped
    AND (a.atttypid, a.atttypmod) IS DISTINCT FROM (b.atttypid, b.atttypmod));

CREATE FUNCTION pg_internal.append(target regclass, source regclass, mode text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  extra text := pg_internal.columns_of(source, target, false);
  missing text := pg_internal.columns_of(target, source, false);
  other text := pg_internal.different_type(target, source);
  shared text := pg_internal.columns_of(target, source, true);
BEGIN
  IF extra IS NOT NULL AND mode <> 'ignoreextra' THEN
    RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch', MESSAGE = format('columns %s of table %s are not in table %s', extra, source, target);
  ELSIF missing IS NOT NULL AND mode <> 'filltarget' THEN
    RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch', MESSAGE = format('columns %s of table %s are not in table %s', missing, target, source);
  ELSIF other IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch', MESSAGE = format('column %s has another type in table %s than in table %s', other, source, target);
  END IF;
  EXECUTE 'INSERT INTO ' || target::text || ' (' || shared || ') SELECT ' || shared || ' FROM ' || source::text;
  EXECUTE 'DELETE FROM ' || source::text;
END $$;

CREATE FUNCTION pg_internal.prune(relation regclass) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  DELETE FROM pg_catalog.pg_constraint c WHERE c.conrelid = relation AND c.conindid = 0 AND c.contype IN ('p', 'u', 'f') AND EXISTS (
    SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = relation AND a.attisdropped AND a.attnum = ANY (c.conkey));
END $$`;
