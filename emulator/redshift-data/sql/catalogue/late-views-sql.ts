import { ENGINE_SEARCH_PATH } from "../redshift-settings";
import { CALLER_PATH_SETTING } from "./keeping-place-sql";

/**
 * Views without schema binding. The engine binds every view; so what they depend on is taken out of its catalogue, and they are made
 * anew from their text before they are used.
 */
export const LATE_VIEWS_SQL = `
CREATE TABLE pg_internal.late_views (view oid PRIMARY KEY, columns text NOT NULL, query text NOT NULL);
GRANT SELECT ON pg_internal.late_views TO PUBLIC;

CREATE FUNCTION pg_internal.late_view_names() RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER
RETURN ARRAY(SELECT c.relname::text FROM pg_internal.late_views v JOIN pg_catalog.pg_class c ON c.oid = v.view);

CREATE FUNCTION pg_internal.unbind(of_view oid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM pg_catalog.pg_depend WHERE classid = 'pg_rewrite'::regclass AND refclassid = 'pg_class'::regclass
    AND refobjid <> of_view AND objid IN (SELECT oid FROM pg_catalog.pg_rewrite WHERE ev_class = of_view);
END $$;

-- Makes the view anew with other columns, for the same owner and with the same grants.
CREATE FUNCTION pg_internal.remake(old oid, definition text) RETURNS oid LANGUAGE plpgsql AS $$
DECLARE
  name text := old::regclass::text;
  class record;
  made oid;
BEGIN
  SELECT relacl, relowner::regrole::text AS owner, n.nspname, c.relname INTO class
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = old;
  name := quote_ident(class.nspname) || '.' || quote_ident(class.relname);
  EXECUTE 'DROP VIEW ' || name;
  EXECUTE 'CREATE VIEW ' || name || ' ' || definition;
  EXECUTE 'ALTER VIEW ' || name || ' OWNER TO ' || class.owner;
  made := name::regclass;
  UPDATE pg_catalog.pg_class SET relacl = class.relacl WHERE oid = made;
  UPDATE pg_internal.late_views SET view = made WHERE view = old;
  RETURN made;
END $$;

-- Why the view cannot be bound; nothing when it is bound now.
CREATE FUNCTION pg_internal.bind(late oid, depth int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  entry pg_internal.late_views%ROWTYPE;
  other record;
  reason text;
  bound oid := late;
  name text;
BEGIN
  IF depth > 10 THEN RETURN 'views that read each other'; END IF;
  SELECT * INTO entry FROM pg_internal.late_views WHERE view = late;
  FOR other IN SELECT v.view FROM pg_internal.late_views v JOIN pg_catalog.pg_class c ON c.oid = v.view
    WHERE v.view <> late AND entry.query ~* ('\\m' || regexp_replace(c.relname, '(\\W)', '\\\\\\1', 'g') || '\\M') LOOP
    reason := pg_internal.bind(other.view, depth + 1);
    IF reason IS NOT NULL THEN EXIT; END IF;
  END LOOP;
  IF reason IS NULL THEN
    BEGIN
      SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) INTO name
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = late;
      -- Names of functions in the query are the caller's; in what is written here they are the engine's.
      PERFORM "~set_config"('search_path', current_setting('${CALLER_PATH_SETTING}'), true);
      BEGIN
        EXECUTE 'CREATE OR REPLACE VIEW ' OPERATOR(pg_catalog.||) name OPERATOR(pg_catalog.||) entry.columns
          OPERATOR(pg_catalog.||) ' AS ' OPERATOR(pg_catalog.||) entry.query;
      EXCEPTION WHEN invalid_table_definition THEN
        bound := pg_internal.remake(late, entry.columns || ' AS ' || entry.query);
      END;
    EXCEPTION WHEN OTHERS THEN
      reason := SQLERRM;
    END;
    PERFORM pg_catalog."~set_config"('search_path', '${ENGINE_SEARCH_PATH}', true);
  END IF;
  IF reason IS NOT NULL THEN
    BEGIN
      bound := pg_internal.remake(late, 'AS SELECT NULL::text AS unbound');
    EXCEPTION WHEN OTHERS THEN NULL;
    END;
  END IF;
  PERFORM pg_internal.unbind(bound);
  RETURN reason;
END $$;

-- Binds the views of these names; all of them when none is given.
CREATE FUNCTION pg_internal.bind_late_views(names text[]) RETURNS TABLE (name text, reason text)
LANGUAGE plpgsql AS $$
DECLARE one record;
BEGIN
  FOR one IN SELECT v.view, c.relname::text AS relname FROM pg_internal.late_views v JOIN pg_catalog.pg_class c ON c.oid = v.view
    WHERE names IS NULL OR c.relname = ANY (names) LOOP
    name := one.relname;
    reason := pg_internal.bind(one.view, 0);
    RETURN NEXT;
  END LOOP;
END $$;

CREATE FUNCTION pg_internal.create_late_view(view_name text, view_columns text, query text, is_replaced boolean, as_user name)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE existing oid := to_regclass(view_name); made oid; owner text := quote_ident(as_user);
BEGIN
  IF existing IS NOT NULL THEN
    IF NOT is_replaced THEN
      RAISE EXCEPTION USING ERRCODE = 'duplicate_table',
        MESSAGE = format('relation "%s" already exists', (SELECT relname FROM pg_catalog.pg_class WHERE oid = existing));
    END IF;
    PERFORM pg_internal.require_owner(existing, as_user);
    INSERT INTO pg_internal.late_views VALUES (existing, view_columns, query)
    ON CONFLICT ON CONSTRAINT late_views_pkey DO UPDATE SET columns = excluded.columns, query = excluded.query;
    PERFORM pg_internal.bind(existing, 0);
    RETURN;
  END IF;
  EXECUTE 'CREATE VIEW ' || view_name || ' AS SELECT NULL::text AS unbound';
  made := view_name::regclass;
  IF NOT has_schema_privilege(as_user, (SELECT relnamespace FROM pg_catalog.pg_class WHERE oid = made), 'CREATE') THEN
    RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'permission denied for schema ' ||
      (SELECT relnamespace::regnamespace::text FROM pg_catalog.pg_class WHERE oid = made);
  END IF;
  EXECUTE 'ALTER VIEW ' || view_name || ' OWNER TO ' || owner;
  INSERT INTO pg_internal.late_views VALUES (made, view_columns, query);
  PERFORM pg_internal.bind(made, 0);
END $$`;
