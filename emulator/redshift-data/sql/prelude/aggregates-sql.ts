const OF_INTEGERS = "$1 + 0.0 + ($2 - $1) * $3::numeric";

/** What can be ordered, and what lies between two of its values. */
const ORDERED: Readonly<Record<string, { readonly result: string; readonly between?: string }>> = {
  int2: { result: "numeric", between: OF_INTEGERS },
  int4: { result: "numeric", between: OF_INTEGERS },
  int8: { result: "numeric", between: OF_INTEGERS },
  numeric: { result: "numeric", between: "$1 + ($2 - $1) * $3::numeric" },
  float4: { result: "float8", between: "$1 + ($2 - $1) * $3" },
  float8: { result: "float8", between: "$1 + ($2 - $1) * $3" },
  date: { result: "date", between: "$1 + (($2 - $1) * $3)::int4" },
  timestamp: { result: "timestamp", between: "$1 + ($2 - $1) * $3" },
  timestamptz: { result: "timestamptz", between: "$1 + ($2 - $1) * $3" },
  text: { result: "text" },
};

/** Of the values of a group: fraction, values, whether their order is descending. */
function percentiles(): string {
  return Object.entries(ORDERED)
    .map(([type, { result, between }]) => {
      const values = `SELECT v, pg_catalog.row_number() OVER (ORDER BY CASE WHEN NOT $3 THEN v END, CASE WHEN $3 THEN v END DESC) AS n,
  pg_catalog.count(*) OVER () AS total FROM pg_catalog."~unnest"($2) AS v WHERE v IS NOT NULL`;
      const discrete = `CREATE FUNCTION pg_catalog.percentile_disc(float8, ${type}[], boolean) RETURNS ${type} LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT v FROM (${values}) AS s WHERE n >= $1 * total ORDER BY n LIMIT 1 $$`;
      if (between === undefined) return discrete;
      return `${discrete};
CREATE FUNCTION pg_catalog.redshift_between(${type}, ${type}, float8) RETURNS ${result} LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT (${between})::${result} $$;
CREATE FUNCTION pg_catalog.percentile_cont(float8, ${type}[], boolean) RETURNS ${result} LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.redshift_between((pg_catalog."~array_agg"(v) FILTER (WHERE n = pg_catalog.floor(place) + 1))[1],
  (pg_catalog."~array_agg"(v) FILTER (WHERE n = pg_catalog.ceil(place) + 1))[1], pg_catalog.min(place) - pg_catalog.floor(pg_catalog.min(place)))
  FROM (SELECT v, n, $1 * (total - 1) AS place FROM (${values}) AS s) AS t $$;
CREATE FUNCTION pg_catalog.median(${type}[]) RETURNS ${result} LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT pg_catalog.percentile_cont(0.5, $1, false) $$`;
    })
    .join(";\n");
}

/**
 * LISTAGG, MEDIAN and the percentiles get the values of their group or window in an array (`sql/calls/group-calls.ts`), and so do window
 * functions that ignore nulls.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/c_Aggregate_Functions.html
 */
export const AGGREGATES_SQL = `
-- Of integers an integer, of decimals one with the scale of the values; what is left over is cut off. The engine's own division of
-- decimals rounds to some twenty digits.
CREATE FUNCTION pg_catalog.redshift_average(int8[]) RETURNS int8 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE WHEN $1[1] > 0 THEN $1[2] / $1[1] END $$;
CREATE AGGREGATE pg_catalog.avg(int2) (SFUNC = pg_catalog.int2_avg_accum, STYPE = int8[], FINALFUNC = pg_catalog.redshift_average, INITCOND = '{0,0}');
CREATE AGGREGATE pg_catalog.avg(int4) (SFUNC = pg_catalog.int4_avg_accum, STYPE = int8[], FINALFUNC = pg_catalog.redshift_average, INITCOND = '{0,0}');
CREATE AGGREGATE pg_catalog.sum(int8) (SFUNC = pg_catalog.int8pl, STYPE = int8);
CREATE FUNCTION pg_catalog.redshift_accumulate(numeric[], numeric) RETURNS numeric[] LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT ARRAY[$1[1] + 1, $1[2] + $2] $$;
CREATE FUNCTION pg_catalog.redshift_accumulate(numeric[], int8) RETURNS numeric[] LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT ARRAY[$1[1] + 1, $1[2] + $2] $$;
CREATE FUNCTION pg_catalog.redshift_average(numeric[]) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE WHEN $1[1] > 0 THEN pg_catalog."~div"($1[2] * ('1e' || pg_catalog.scale($1[2]))::numeric, $1[1]) * ('1e-' || pg_catalog.scale($1[2]))::numeric END $$;
CREATE FUNCTION pg_catalog.redshift_whole_average(numeric[]) RETURNS int8 LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT CASE WHEN $1[1] > 0 THEN pg_catalog."~div"($1[2], $1[1])::int8 END $$;
CREATE AGGREGATE pg_catalog.avg(int8) (SFUNC = pg_catalog.redshift_accumulate, STYPE = numeric[], FINALFUNC = pg_catalog.redshift_whole_average, INITCOND = '{0,0}');
CREATE AGGREGATE pg_catalog.avg(numeric) (SFUNC = pg_catalog.redshift_accumulate, STYPE = numeric[], FINALFUNC = pg_catalog.redshift_average, INITCOND = '{0,0}');
-- Over a window, sums and averages of BIGINT are NUMERIC.
${["int2", "int4", "numeric", "float4", "float8"].map((type) => `CREATE FUNCTION pg_catalog.redshift_windowed(${type}) RETURNS ${type} LANGUAGE sql IMMUTABLE AS 'SELECT $1';`).join("\n")}
CREATE FUNCTION pg_catalog.redshift_windowed(int8) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT $1::numeric';
${percentiles()};
CREATE FUNCTION pg_catalog.listagg(text[], text, boolean) RETURNS varchar LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE list text;
BEGIN
  SELECT CASE WHEN pg_catalog.count(*) > 0 THEN pg_catalog."~string_agg"(v, COALESCE($2, '') ORDER BY n) END INTO list FROM
    (SELECT v, pg_catalog.min(n) AS n FROM pg_catalog."~unnest"($1) WITH ORDINALITY AS u(v, n) WHERE v IS NOT NULL GROUP BY v, CASE WHEN NOT $3 THEN n END) AS w;
  IF pg_catalog.octet_length(list) > 65535 THEN RAISE EXCEPTION 'Result size exceeds LISTAGG limit'; END IF;
  RETURN list;
END $$;
CREATE FUNCTION pg_catalog.ratio_to_report(numeric, numeric) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1::float8 / NULLIF($2, 0)::float8';
CREATE FUNCTION pg_catalog.ratio_to_report(float8, float8) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1 / NULLIF($2, 0)';

CREATE FUNCTION pg_catalog.redshift_nth(anyarray, int8) RETURNS anyelement LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT v FROM (SELECT v, pg_catalog.row_number() OVER (ORDER BY n) AS k, pg_catalog.count(*) OVER () AS total
  FROM pg_catalog."~unnest"($1) WITH ORDINALITY AS u(v, n) WHERE v IS NOT NULL) AS s WHERE k = CASE WHEN $2 > 0 THEN $2 ELSE total + $2 + 1 END $$;
CREATE FUNCTION pg_catalog.first_value(boolean, anyarray) RETURNS anyelement LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.redshift_nth($2, 1)';
CREATE FUNCTION pg_catalog.last_value(boolean, anyarray) RETURNS anyelement LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.redshift_nth($2, -1)';
CREATE FUNCTION pg_catalog.nth_value(boolean, anyarray, int8) RETURNS anyelement LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.redshift_nth($2, $3)';
CREATE FUNCTION pg_catalog.lead(boolean, anyarray, int8) RETURNS anyelement LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.redshift_nth($2, $3)';
CREATE FUNCTION pg_catalog.lag(boolean, anyarray, int8) RETURNS anyelement LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.redshift_nth($2, -$3)'`;
