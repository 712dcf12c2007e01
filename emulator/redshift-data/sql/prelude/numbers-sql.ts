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
-- A number is a condition: 0 is false, any other is true.
UPDATE pg_catalog.pg_cast SET castcontext = 'i' WHERE castsource = 'int4'::regtype AND casttarget = 'bool'::regtype;
CREATE FUNCTION pg_catalog.redshift_bool(int8) RETURNS bool LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1 <> 0';
CREATE FUNCTION pg_catalog.redshift_bool(int2) RETURNS bool LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1 <> 0';
CREATE CAST (int8 AS bool) WITH FUNCTION pg_catalog.redshift_bool(int8) AS IMPLICIT;
CREATE CAST (int2 AS bool) WITH FUNCTION pg_catalog.redshift_bool(int2) AS IMPLICIT;
${integerRounding()};
CREATE FUNCTION pg_catalog.round(float8, int4) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.round($1::numeric, $2)::float8';
CREATE FUNCTION pg_catalog.trunc(float8, int4) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.trunc($1::numeric, $2)::float8';
-- Dividend, divisor, and precision and scale of both, -1 when they are not known (sql/arithmetic/). What is left over is cut off.
CREATE FUNCTION pg_catalog.redshift_quotient(numeric, numeric, int4) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog."~div"($1 * ('1e' || $3)::numeric, $2) * ('1e-' || $3)::numeric $$;
CREATE FUNCTION pg_catalog.redshift_divide(numeric, numeric, int4, int4, int4, int4) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.redshift_quotient($1, $2, (SELECT CASE WHEN p > 38 THEN GREATEST(38 + s - p, 4) ELSE s END
  FROM (SELECT s, p1 - s1 + s2 + s AS p FROM (SELECT p1, s1, s2, CASE WHEN s1 + p2 - s2 + 1 > 4 THEN s1 + p2 - s2 + 1 ELSE 4 END AS s
    FROM (SELECT CASE WHEN $3 < 0 THEN 38 ELSE $3 END AS p1, CASE WHEN $4 < 0 THEN pg_catalog.scale($1) ELSE $4 END AS s1,
      CASE WHEN $5 < 0 THEN 38 ELSE $5 END AS p2, CASE WHEN $6 < 0 THEN pg_catalog.scale($2) ELSE $6 END AS s2) AS a) AS b) AS c)) $$;
CREATE FUNCTION pg_catalog.log(float8, float8) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.ln($2) / pg_catalog.ln($1)'`;
