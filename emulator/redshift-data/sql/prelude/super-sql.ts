/**
 * SUPER is the engine's `json` under Redshift's name: it keeps every digit of a number and the order of the keys. A string put into it is a
 * string of JSON; text becomes JSON through JSON_PARSE alone.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_SUPER_type.html
 */
export const SUPER_SQL = `
ALTER TYPE pg_catalog.json RENAME TO super;
ALTER TYPE pg_catalog.bytea RENAME TO varbyte;
ALTER TYPE pg_catalog.jsonb RENAME TO "~jsonb";
-- A function in SQL cannot be declared on cstring: its type is changed afterwards.
CREATE FUNCTION pg_catalog.super_in(text) RETURNS super LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog."~to_json"($1)';
UPDATE pg_catalog.pg_proc SET proargtypes = '2275', prosrc = 'SELECT pg_catalog."~to_json"(pg_catalog.textin($1))'
WHERE oid = 'pg_catalog.super_in(text)'::regprocedure;
UPDATE pg_catalog.pg_type SET typinput = 'pg_catalog.super_in(cstring)'::regprocedure WHERE oid = 114;

-- Spaces outside of strings are left out, as Redshift prints SUPER.
CREATE FUNCTION pg_catalog.super_of_json(text) RETURNS super LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog."~json_in"(pg_catalog.textout(pg_catalog."~regexp_replace"($1, '("(?:[^"\\\\]|\\\\.)*")|\\s+', '\\1', 'g'))) $$;
CREATE FUNCTION pg_catalog.json_parse(text) RETURNS super LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.super_of_json($1)';
CREATE FUNCTION pg_catalog.json_serialize(super) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT
AS 'SELECT pg_catalog.textin(pg_catalog."~json_out"($1))::varchar';
CREATE FUNCTION pg_catalog.super_to_text(super) RETURNS text LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE WHEN pg_catalog."~json_typeof"($1) IN ('null', 'array', 'object') THEN NULL ELSE $1 #>> '{}' END $$;

-- Navigation is lax: what is not there is NULL, and so is a null of JSON.
CREATE FUNCTION pg_catalog.super_value(super) RETURNS super LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE WHEN pg_catalog."~json_typeof"($1) <> 'null' THEN $1 END $$;
CREATE FUNCTION pg_catalog.super_get(super, text) RETURNS super LANGUAGE sql IMMUTABLE STRICT
AS 'SELECT pg_catalog.super_value($1 -> $2)';
CREATE FUNCTION pg_catalog.super_at(super, int) RETURNS super LANGUAGE sql IMMUTABLE STRICT
AS 'SELECT CASE WHEN $2 >= 0 THEN pg_catalog.super_value($1 -> $2) END';
-- Elements of an array in their order; of a scalar itself; of NULL and of an object none.
CREATE FUNCTION pg_catalog.super_elements(super) RETURNS SETOF super LANGUAGE sql IMMUTABLE STRICT ROWS 10
AS $$ SELECT e FROM pg_catalog."~json_array_elements"(CASE WHEN pg_catalog."~json_typeof"($1) = 'array' THEN $1 ELSE
  CASE WHEN pg_catalog."~json_typeof"($1) IN ('object', 'null') THEN pg_catalog.super_of_json('[]') ELSE pg_catalog."~json_build_array"($1) END END) AS e $$;
-- Keys and values of an object, in their order; of anything else none.
CREATE FUNCTION pg_catalog.super_pairs(super, OUT key varchar, OUT value super) RETURNS SETOF record LANGUAGE sql IMMUTABLE STRICT ROWS 10
AS $$ SELECT p.key, p.value FROM pg_catalog."~json_each"(CASE WHEN pg_catalog."~json_typeof"($1) = 'object' THEN $1 ELSE pg_catalog.super_of_json('{}') END) AS p $$`;
