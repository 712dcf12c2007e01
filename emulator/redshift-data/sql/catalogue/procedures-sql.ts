/**
 * Procedures by their names and the types of what goes into them. What only comes out goes in here with a default, NULL, and nothing else
 * has one: Redshift's arguments have none.
 */
export const NAMED_PROCEDURES_SQL = `
CREATE FUNCTION pg_internal.procedures_named(name text, types text[]) RETURNS SETOF oid LANGUAGE sql STABLE AS $$
SELECT p.oid FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace, parse_ident($1) AS parts
WHERE p.prokind = 'p' AND p.proname = parts[cardinality(parts)]
  AND CASE WHEN cardinality(parts) > 1 THEN n.nspname = parts[1] ELSE pg_function_is_visible(p.oid) END
  AND ($2 IS NULL OR (p.proargtypes::oid[])[0:p.pronargs - p.pronargdefaults - 1] = $2::regtype[]::oid[]) $$;

-- What a text to be run fails with that is not in the local accounts.
CREATE FUNCTION pg_internal.fail(reason text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '%', reason; END $$;

-- Before the handler of an error. That it cannot be rolled back is told by this name.
CREATE PROCEDURE pg_internal.roll_back_to_handle() LANGUAGE plpgsql AS $$ BEGIN ROLLBACK; END $$;

-- Behind TRUNCATE, which commits. That it cannot is told by this name too.
CREATE PROCEDURE pg_internal.commit_truncated() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;

-- In a NONATOMIC procedure.
CREATE PROCEDURE pg_internal.commit_nonatomic() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;
CREATE PROCEDURE pg_internal.roll_back_nonatomic() LANGUAGE plpgsql AS $$ BEGIN ROLLBACK; END $$;

-- Runs a statement with the rights of its caller. Where none or several are found, the engine says so.
CREATE PROCEDURE pg_internal.on_procedure(statement text, name text, types text[], written text) LANGUAGE plpgsql AS $$
DECLARE found oid[] := ARRAY(SELECT pg_internal.procedures_named(name, types));
BEGIN
  EXECUTE format(statement, CASE cardinality(found) WHEN 1 THEN found[1]::regprocedure::text ELSE written END);
END $$`;

/**
 * Procedures as they were given.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_PROCEDURE.html
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_PG_PROC_INFO.html
 */
export const GIVEN_PROCEDURES_SQL = `
CREATE FUNCTION pg_internal.given_body(source text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN CASE WHEN source LIKE '/*given:%'
  THEN convert_from(decode(substring(source from '^/[*]given:([0-9a-f]*)'), 'hex'), 'UTF8') ELSE source END;

CREATE FUNCTION pg_internal.procedure_ddl(name text, types text[]) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  found oid[] := ARRAY(SELECT pg_internal.procedures_named(name, types));
  plain text := array_to_string(parse_ident(name), '.');
  signature text := plain || coalesce('(' || array_to_string(types::regtype[], ', ') || ')', '');
BEGIN
  IF cardinality(found) = 0 THEN
    RAISE EXCEPTION USING ERRCODE = 'undefined_function', MESSAGE = format('procedure %s does not exist', signature);
  ELSIF cardinality(found) > 1 THEN
    RAISE EXCEPTION USING ERRCODE = 'ambiguous_function', MESSAGE = format('procedure name "%s" is not unique', plain);
  END IF;
  RETURN (SELECT 'CREATE OR REPLACE PROCEDURE ' || quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '('
    || array_to_string(ARRAY(
      SELECT CASE WHEN a.place > p.pronargs - p.pronargdefaults THEN 'OUT ' WHEN p.proargmodes[a.place] = 'b' THEN 'INOUT ' ELSE '' END
        || coalesce(quote_ident(nullif(p.proargnames[a.place], '')) || ' ', '') || format_type(a.type, NULL)
      FROM unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) WITH ORDINALITY AS a(type, place) ORDER BY a.place), ', ')
    || ')' || chr(10) || 'LANGUAGE plpgsql' || chr(10) || CASE WHEN p.prosecdef THEN 'SECURITY DEFINER' || chr(10) ELSE '' END
    || 'AS $_$' || pg_internal.given_body(p.prosrc) || '$_$' || chr(10)
    FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = found[1]);
END $$;

DO $do$ BEGIN
  EXECUTE 'CREATE VIEW pg_catalog.pg_proc_info AS SELECT p.oid AS prooid, ' || (
    SELECT string_agg(CASE a.attname WHEN 'prosrc' THEN 'pg_internal.given_body(p.prosrc) AS prosrc' ELSE 'p.' || quote_ident(a.attname) END,
      ', ' ORDER BY a.attnum)
    FROM pg_catalog.pg_attribute a WHERE a.attrelid = 'pg_catalog.pg_proc'::regclass AND a.attnum > 0)
    || ' FROM pg_catalog.pg_proc p WHERE p.pronamespace <> ''pg_internal''::regnamespace';
END $do$;
GRANT SELECT ON pg_catalog.pg_proc_info TO PUBLIC`;
