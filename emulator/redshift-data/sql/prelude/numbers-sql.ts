const INTEGERS = ["int2", "int4", "int8"] as const;

/** Rounding an integer leaves it what it is. */
function integerRounding(): string {
  return INTEGERS.flatMap((type) => [
    ...["round", "trunc", "ceil", "ceiling", "floor"].map(
      (name) =>
        `CREATE FUNCTION pg_catalog.${name}(${type}) RETURNS ${type} LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1'`,
    ),
    ...["round", "trunc"].map(
      (
        name,
      ) => `CREATE FUNCTION pg_catalog.${name}(${type}, int4) RETURNS ${type} LANGUAGE sql IMMUTABLE STRICT
AS 'SELECT pg_catalog.${name}($1::numeric, $2)::${type}'`,
    ),
  ]).join(";\n");
}

/**
 * @see https://docs.aws.amazon.com/redshift/latest/dg/Math_functions.html
 */
export const NUMBERS_SQL = `
${integerRounding()};
CREATE FUNCTION pg_catalog.round(float8, int4) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.round($1::numeric, $2)::float8';
CREATE FUNCTION pg_catalog.trunc(float8, int4) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.trunc($1::numeric, $2)::float8';
CREATE FUNCTION pg_catalog.log(float8, float8) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.ln($2) / pg_catalog.ln($1)'`;
