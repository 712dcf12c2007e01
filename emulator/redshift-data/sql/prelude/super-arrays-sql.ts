import { engineSetting } from "../redshift-settings";

const SETTING = engineSetting("default_array_search_null_handling");

/** An element as a value that equals another one's; NULL of JSON too. */
const key = (element: string) => `pg_catalog.json_serialize(${element})::"~jsonb"`;

/** Elements of an array with their places from 1 on, and which of its equals each is. */
const numbered = (array: string, name: string) =>
  `(SELECT e, n, pg_catalog.row_number() OVER (PARTITION BY ${key("e")} ORDER BY n) AS nth
  FROM pg_catalog.super_elements(${array}) WITH ORDINALITY AS o(e, n)) AS ${name}`;

const MATCHES = `${key("e")} = ${key(`COALESCE($2, pg_catalog.super_of_json('null'))`)}`;
const HAS_NULL = `EXISTS (SELECT FROM pg_catalog.super_elements($1) AS e WHERE pg_catalog."~json_typeof"(e) = 'null')`;
const PLACES = `ARRAY(SELECT n - 1 FROM pg_catalog.super_elements($1) WITH ORDINALITY AS o(e, n) WHERE ${MATCHES} ORDER BY n)`;

/** A search, whose third argument says whether a NULL is found. */
function search(name: string, type: string, found: string): string {
  return `CREATE FUNCTION pg_catalog.${name}(super, super, boolean) RETURNS ${type} LANGUAGE sql STABLE
AS $$ SELECT CASE WHEN $1 IS NULL OR (NOT $3 AND ($2 IS NULL OR (${HAS_NULL} AND pg_catalog."~cardinality"(places) = 0))) THEN NULL
  ELSE ${found} END FROM (SELECT ${PLACES} AS places) AS p $$;
CREATE FUNCTION pg_catalog.${name}(super, super) RETURNS ${type} LANGUAGE sql STABLE
AS $$ SELECT pg_catalog.${name}($1, $2, pg_catalog.current_setting('${SETTING}', true) IS DISTINCT FROM 'off') $$`;
}

/** Elements of the first array that the second one has, or has not: as often as both have them, or once. */
function compared(name: string, isIn: "IN" | "NOT IN"): string {
  return `CREATE FUNCTION pg_catalog.${name}(super, super, boolean) RETURNS super LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.array(ARRAY(SELECT e FROM ${numbered("$1", "a")}
  WHERE CASE WHEN $3 THEN nth = 1 AND ${key("e")} ${isIn} (SELECT ${key("f")} FROM pg_catalog.super_elements($2) AS f)
    ELSE (${key("e")}, nth) ${isIn} (SELECT ${key("b.e")}, b.nth FROM ${numbered("$2", "b")}) END ORDER BY n)) $$;
CREATE FUNCTION pg_catalog.${name}(super, super) RETURNS super LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.${name}($1, $2, false)'`;
}

const KIND = `pg_catalog.strpos('booleannumber strings arrays object ', pg_catalog."~json_typeof"(e))`;
const NUMBER = `CASE WHEN pg_catalog."~json_typeof"(e) = 'number' THEN pg_catalog.super_to_numeric(e) END`;
const TEXT = `CASE WHEN pg_catalog."~json_typeof"(e) = 'string' THEN pg_catalog.super_to_text(e) END COLLATE "C"`;

function sorted(direction: "ASC" | "DESC"): string {
  const order = [KIND, NUMBER, TEXT, key("e")].map((value) => `${value} ${direction}`).join(", ");
  return `pg_catalog.array(ARRAY(SELECT e FROM pg_catalog.super_elements($1) AS e
  ORDER BY (pg_catalog."~json_typeof"(e) = 'null') <> $3, ${order}))`;
}

/** @see https://docs.aws.amazon.com/redshift/latest/dg/c_Array_Functions.html */
export const SUPER_ARRAYS_SQL = `
${search("array_contains", "boolean", `pg_catalog."~cardinality"(places) > 0`)};
${search("array_position", "int8", "COALESCE(places[1], -1)")};
${search("array_positions", "super", `pg_catalog."~to_json"(places)`)};
${compared("array_intersection", "IN")};
${compared("array_except", "NOT IN")};
CREATE FUNCTION pg_catalog.array_distinct(super) RETURNS super LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.array(ARRAY(SELECT e FROM ${numbered("$1", "a")} WHERE nth = 1 ORDER BY n)) $$;
-- The third argument: NULLs come first.
CREATE FUNCTION pg_catalog.array_sort(super, boolean, boolean) RETURNS super LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE WHEN $2 THEN ${sorted("ASC")} ELSE ${sorted("DESC")} END $$;
CREATE FUNCTION pg_catalog.array_sort(super, boolean) RETURNS super LANGUAGE sql IMMUTABLE STRICT
AS 'SELECT pg_catalog.array_sort($1, $2, NOT $2)';
CREATE FUNCTION pg_catalog.array_sort(super) RETURNS super LANGUAGE sql IMMUTABLE STRICT
AS 'SELECT pg_catalog.array_sort($1, true, false)'`;
