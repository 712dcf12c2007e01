/**
 * Functions of the engine that Redshift does not have, or has with other answers. They keep their numbers, so what the engine's own views and
 * functions refer to goes on; by their names nobody finds them.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-functions.html
 */
const UNSUPPORTED: readonly string[] = [
  "string_agg",
  "array_agg",
  "every",
  "xmlagg",
  "corr",
  "covar_pop",
  "covar_samp",
  "regr_avgx",
  "regr_avgy",
  "regr_count",
  "regr_intercept",
  "regr_r2",
  "regr_slope",
  "regr_sxx",
  "regr_sxy",
  "regr_syy",
  "mode",
  "clock_timestamp",
  "justify_days",
  "justify_hours",
  "justify_interval",
  "transaction_timestamp",
  "statement_timestamp",
  "div",
  "setseed",
  "width_bucket",
  "generate_subscripts",
  "bit_length",
  "overlay",
  "convert",
  "convert_from",
  "convert_to",
  "encode",
  "decode",
  "format",
  "quote_nullable",
  "string_to_array",
  "string_to_table",
  "unnest",
  "array_append",
  "array_length",
  "array_position",
  "cardinality",
  "make_date",
  "make_time",
  "make_timestamp",
  "make_timestamptz",
  "make_interval",
  "gen_random_uuid",
  "concat_ws",
  "starts_with",
  "gcd",
  "lcm",
  "factorial",
  "range_agg",
  "date_bin",
  "num_nonnulls",
  "num_nulls",
  "to_json",
  "to_jsonb",
  "row_to_json",
  "array_to_json",
];

/** Another answer, or another type, than Redshift's; made anew elsewhere. */
const REPLACED: readonly string[] = [
  'concat("any")',
  "avg(int2)",
  "avg(int4)",
  "avg(int8)",
  "avg(numeric)",
  "sum(float4)",
  "sum(int8)",
  "stddev(int2)",
  "stddev(int4)",
  "stddev(int8)",
  "stddev(numeric)",
  "stddev_samp(int2)",
  "stddev_samp(int4)",
  "stddev_samp(int8)",
  "stddev_samp(numeric)",
  "stddev_pop(int2)",
  "stddev_pop(int4)",
  "stddev_pop(int8)",
  "stddev_pop(numeric)",
  "variance(int2)",
  "variance(int4)",
  "variance(int8)",
  "variance(numeric)",
  "var_samp(int2)",
  "var_samp(int4)",
  "var_samp(int8)",
  "var_samp(numeric)",
  "var_pop(int2)",
  "var_pop(int4)",
  "var_pop(int8)",
  "var_pop(numeric)",
  "exp(numeric)",
  "ln(numeric)",
  "log(numeric)",
  "log(numeric,numeric)",
  "pow(numeric,numeric)",
  "power(numeric,numeric)",
  "sqrt(numeric)",
  '"extract"(text,timestamp)',
  '"extract"(text,date)',
  '"extract"(text,time)',
  '"extract"(text,timetz)',
  '"extract"(text,interval)',
  '"extract"(text,timestamptz)',
  "split_part(text,text,int4)",
  "version()",
  "current_setting(text)",
  "set_config(text,text,boolean)",
  '"session_user"()',
  "current_database()",
  "format_type(oid,int4)",
  "has_database_privilege(text,text)",
  "has_database_privilege(name,text,text)",
  "to_date(text,text)",
  "to_timestamp(text,text)",
  "bpcharcmp(bpchar,bpchar)",
  "bttext_pattern_cmp(text,text)",
  "octet_length(bpchar)",
  "percentile_cont(float8,float8)",
  "percentile_cont(float8,interval)",
  "percentile_disc(float8,anyelement)",
];

const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join(",");

const renamed = (condition: string) =>
  `UPDATE pg_catalog.pg_proc SET proname = '~' || proname WHERE pronamespace = 'pg_catalog'::regnamespace AND oid < 16384 AND (${condition})`;

/** Comes before what is made anew under the same names. */
export const REPLACED_SQL: string = renamed(
  `proname LIKE 'json%' OR proname LIKE 'regexp\\_%' OR oid = ANY (ARRAY[${quoted(REPLACED)}]::regprocedure[])`,
);

/** Comes last: system views are made with the engine's own functions. */
export const UNSUPPORTED_SQL: string = renamed(`proname IN (${quoted(UNSUPPORTED)})`);

const ENGINE_CALL = new RegExp(`\\b(jsonb?_\\w+|regexp_\\w+|${UNSUPPORTED.join("|")})(?=\\()`, "g");

/** SQL of ours as the engine's functions and its JSON type are called once they are out of the way. */
export function withEngineNames(sql: string): string {
  return sql.replaceAll(ENGINE_CALL, '"~$1"').replaceAll(/\bjsonb\b/g, '"~jsonb"');
}
