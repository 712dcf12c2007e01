import { engineSetting } from "../redshift-settings";

/** Setting of the connection: what its client calls the database. */
export const DATABASE_SETTING: string = engineSetting("database");

/** Settings of the connection while the engine works for a client with all rights: where the client finds names, and makes them. */
export const CALLER_PATH_SETTING: string = engineSetting("caller_path");
export const CALLER_SCHEMA_SETTING: string = engineSetting("caller_schema");

/**
 * What Redshift knows of tables and the engine does not, in a schema that Redshift has too and that no list of tables shows.
 * Constraints go into the engine's catalogue by hand: without an index and without triggers nothing enforces them. Written
 * with the engine's own names of functions; see `withEngineNames`.
 */
export const KEEPING_PLACE_SQL = `
CREATE SCHEMA pg_internal;
GRANT USAGE ON SCHEMA pg_internal TO PUBLIC;
-- Kept as bytes: no function looks into them.
CREATE DOMAIN pg_catalog.geometry AS varbyte;
CREATE DOMAIN pg_catalog.geography AS varbyte;
CREATE DOMAIN pg_catalog.hllsketch AS varbyte;
CREATE TABLE pg_internal.relations (relation oid PRIMARY KEY, traits jsonb NOT NULL);
GRANT SELECT ON pg_internal.relations TO PUBLIC;

CREATE FUNCTION pg_internal.column_number(relation oid, column_name text) RETURNS int2 LANGUAGE plpgsql AS $$
DECLARE number int2;
BEGIN
  SELECT attnum INTO number FROM pg_catalog.pg_attribute
  WHERE attrelid = relation AND attname = column_name AND attnum > 0 AND NOT attisdropped;
  IF number IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'undefined_column', MESSAGE = format('column "%s" named in key does not exist', column_name);
  END IF;
  RETURN number;
END $$;

CREATE FUNCTION pg_internal.column_numbers(relation oid, names jsonb) RETURNS int2[] LANGUAGE sql
RETURN (SELECT ARRAY(SELECT pg_internal.column_number(relation, name)
  FROM jsonb_array_elements_text(coalesce(names, '[]')) WITH ORDINALITY AS n(name, place) ORDER BY place));

-- Who is logged in, also where a function runs with other rights.
CREATE FUNCTION pg_internal.caller() RETURNS name LANGUAGE sql STABLE
RETURN coalesce(nullif(current_setting('role', true), 'none'), 'postgres')::name;

CREATE FUNCTION pg_internal.is_new(relation oid) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid = relation
  AND xmin::text::bigint = pg_current_xact_id()::text::bigint % 4294967296);

-- Whom a call names is believed of a relation that this transaction made, and where the caller may do what that user may.
CREATE FUNCTION pg_internal.require_owner(relation oid, as_user name) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT pg_internal.is_new(relation) AND NOT pg_has_role(pg_internal.caller(), as_user, 'USAGE') THEN
    as_user := pg_internal.caller();
  END IF;
  IF NOT pg_has_role(as_user, (SELECT relowner FROM pg_catalog.pg_class WHERE oid = relation), 'USAGE') THEN
    RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
      MESSAGE = format('must be owner of relation %s', (SELECT relname FROM pg_catalog.pg_class WHERE oid = relation));
  END IF;
END $$;

CREATE FUNCTION pg_internal.constraint_name(relation oid, stem text) RETURNS name LANGUAGE plpgsql AS $$
DECLARE name name := stem; tries int := 0;
BEGIN
  WHILE EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = relation AND conname = name) LOOP
    tries := tries + 1;
    name := stem || tries;
  END LOOP;
  RETURN name;
END $$;

CREATE FUNCTION pg_internal.declare_constraint(relation oid, declared jsonb, target oid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  kind text := declared->>'kind';
  keys int2[] := pg_internal.column_numbers(relation, declared->'columns');
  target_keys int2[];
  operators oid[];
  constraint_oid oid;
  class record;
  stem text;
BEGIN
  IF kind IS NULL OR kind NOT IN ('p', 'u', 'f') THEN RAISE EXCEPTION 'no kind of constraint'; END IF;
  SELECT relname, relnamespace INTO class FROM pg_catalog.pg_class WHERE oid = relation;
  IF kind = 'p' AND EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = relation AND contype = 'p') THEN
    RAISE EXCEPTION USING ERRCODE = 'invalid_table_definition',
      MESSAGE = format('multiple primary keys for table "%s" are not allowed', class.relname);
  END IF;
  IF kind = 'f' THEN
    target_keys := pg_internal.column_numbers(target, declared->'targetColumns');
    IF cardinality(target_keys) = 0 THEN
      SELECT conkey INTO target_keys FROM pg_catalog.pg_constraint WHERE conrelid = target AND contype = 'p';
    END IF;
    IF target_keys IS NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format(
        'there is no primary key for referenced table "%s"', (SELECT relname FROM pg_catalog.pg_class WHERE oid = target));
    END IF;
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint
      WHERE conrelid = target AND contype IN ('p', 'u') AND conkey @> target_keys AND conkey <@ target_keys) THEN
      RAISE EXCEPTION USING ERRCODE = 'invalid_foreign_key', MESSAGE = format(
        'there is no unique constraint matching given keys for referenced table "%s"',
        (SELECT relname FROM pg_catalog.pg_class WHERE oid = target));
    END IF;
  END IF;
  stem := class.relname || CASE kind WHEN 'p' THEN '' ELSE '_' || (declared->'columns'->>0) END
    || CASE kind WHEN 'p' THEN '_pkey' WHEN 'u' THEN '_key' ELSE '_fkey' END;
  IF EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = relation AND conname = declared->>'name') THEN
    RAISE EXCEPTION USING ERRCODE = 'duplicate_object',
      MESSAGE = format('constraint "%s" for relation "%s" already exists', declared->>'name', class.relname);
  END IF;
  -- By a primary key that may be deferred, no other column follows from it in GROUP BY: in Redshift none does.
  -- The planner reads a foreign key's operators, one for each column, wherever the table is joined or grouped; it only guesses by them.
  IF kind = 'f' THEN
    operators := array_fill('pg_catalog.=(int4, int4)'::regoperator::oid, ARRAY[cardinality(keys)]);
  END IF;
  constraint_oid := pg_nextoid('pg_constraint', 'oid', 'pg_constraint_oid_index');
  INSERT INTO pg_catalog.pg_constraint (oid, conname, connamespace, contype, condeferrable, condeferred, conenforced,
    convalidated, conrelid, contypid, conindid, conparentid, confrelid, confupdtype, confdeltype, confmatchtype, conislocal,
    coninhcount, connoinherit, conperiod, conkey, confkey, conpfeqop, conppeqop, conffeqop)
  VALUES (constraint_oid, coalesce(declared->>'name', pg_internal.constraint_name(relation, stem)), class.relnamespace, kind::"char",
    kind = 'p', false, true, true, relation, 0, 0, 0, coalesce(target, 0),
    CASE kind WHEN 'f' THEN 'a' ELSE ' ' END, CASE kind WHEN 'f' THEN 'a' ELSE ' ' END, CASE kind WHEN 'f' THEN 's' ELSE ' ' END,
    true, 0, true, false, keys, target_keys, operators, operators, operators);
  INSERT INTO pg_catalog.pg_depend VALUES ('pg_constraint'::regclass, constraint_oid, 0, 'pg_class'::regclass, relation, 0, 'a');
  IF target <> relation THEN
    INSERT INTO pg_catalog.pg_depend VALUES ('pg_constraint'::regclass, constraint_oid, 0, 'pg_class'::regclass, target, 0, 'n');
  END IF;
END $$;

CREATE FUNCTION pg_internal.declare(relation regclass, declared jsonb, targets regclass[], only_if_new boolean, as_user name)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE kept jsonb := '{}'; encodings jsonb := '{}'; place int := 0; one jsonb; entry record;
BEGIN
  IF only_if_new AND NOT pg_internal.is_new(relation) THEN RETURN; END IF;
  PERFORM pg_internal.require_owner(relation, as_user);
  kept := declared - ARRAY['distKey', 'sortKey', 'encodings', 'constraints'];
  IF declared ? 'distKey' THEN
    kept := kept || jsonb_build_object('distKey', pg_internal.column_number(relation, declared->>'distKey'));
  END IF;
  IF declared ? 'sortKey' THEN
    kept := kept || jsonb_build_object('sortKey', pg_internal.column_numbers(relation, declared->'sortKey'));
  END IF;
  FOR entry IN SELECT * FROM jsonb_each_text(coalesce(declared->'encodings', '{}')) LOOP
    encodings := encodings || jsonb_build_object(pg_internal.column_number(relation, entry.key)::text, entry.value);
  END LOOP;
  INSERT INTO pg_internal.relations AS r VALUES (relation, kept || jsonb_build_object('encodings', encodings))
  ON CONFLICT ON CONSTRAINT relations_pkey DO UPDATE SET traits = r.traits || kept
    || jsonb_build_object('encodings', coalesce(r.traits->'encodings', '{}') || encodings);
  FOR one IN SELECT * FROM jsonb_array_elements(coalesce(declared->'constraints', '[]')) LOOP
    place := place + 1;
    PERFORM pg_internal.declare_constraint(relation, one, targets[place]);
  END LOOP;
END $$;

CREATE FUNCTION pg_internal.copy_traits(source regclass, target regclass, as_user name) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  PERFORM pg_internal.require_owner(target, as_user);
  INSERT INTO pg_internal.relations SELECT target, r.traits FROM pg_internal.relations r WHERE r.relation = source
  ON CONFLICT DO NOTHING;
END $$;

-- The engine's own one looks for the index of a key, which these have not.
UPDATE pg_catalog.pg_proc SET proname = 'pg_engine_constraintdef' WHERE oid IN
  ('pg_get_constraintdef(oid)'::regprocedure, 'pg_get_constraintdef(oid, boolean)'::regprocedure);
CREATE FUNCTION pg_catalog.pg_get_constraintdef(constraint_oid oid) RETURNS text LANGUAGE sql STABLE
RETURN (SELECT CASE WHEN c.contype IN ('p', 'u') AND c.conindid = 0
    THEN CASE c.contype WHEN 'p' THEN 'PRIMARY KEY (' ELSE 'UNIQUE (' END || (
      SELECT array_to_string(ARRAY(SELECT quote_ident(a.attname)
      FROM unnest(c.conkey) WITH ORDINALITY AS k(number, place)
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number ORDER BY k.place), ', ')) || ')'
    ELSE pg_catalog.pg_engine_constraintdef(c.oid) END
  FROM pg_catalog.pg_constraint c WHERE c.oid = constraint_oid);
CREATE FUNCTION pg_catalog.pg_get_constraintdef(constraint_oid oid, pretty boolean) RETURNS text LANGUAGE sql STABLE
RETURN pg_catalog.pg_get_constraintdef(constraint_oid)`;
