/** The engine's functions that the catalogue is written with, by what their C code is called, their arguments and their result. */
const ENGINE_FUNCTIONS: readonly (readonly [name: string, signature: string, code: string])[] = [
  ["array_to_string", "(anyarray, text) RETURNS text STRICT", "array_to_text"],
  ["unnest", "(anyarray) RETURNS SETOF anyelement STRICT", "array_unnest"],
  ["cardinality", "(anyarray) RETURNS int STRICT", "array_cardinality"],
  ["format", '(text, VARIADIC "any") RETURNS text', "text_format"],
  ["jsonb_array_elements", "(jsonb) RETURNS SETOF jsonb STRICT", "jsonb_array_elements"],
  ["jsonb_array_elements_text", "(jsonb) RETURNS SETOF text STRICT", "jsonb_array_elements_text"],
  ["jsonb_array_length", "(jsonb) RETURNS int STRICT", "jsonb_array_length"],
  ["jsonb_each_text", "(jsonb, OUT key text, OUT value text) RETURNS SETOF record STRICT", "jsonb_each_text"],
  ["jsonb_build_object", '(VARIADIC "any") RETURNS jsonb', "jsonb_build_object"],
];

/** The same functions in the keeping place: in `pg_catalog` they have no name, because Redshift does not have them. */
export const ENGINE_FUNCTIONS_SQL: string = ENGINE_FUNCTIONS.map(
  ([name, signature, code]) =>
    `CREATE FUNCTION pg_internal.${name}${signature} LANGUAGE internal STABLE AS '${code}'`,
).join(";\n");
