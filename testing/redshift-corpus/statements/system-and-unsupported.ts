import type { CorpusGroup } from "../corpus-statement";

export const SYSTEM_AND_UNSUPPORTED: readonly CorpusGroup[] = [
  {
    construct: "CURRENT_DATABASE",
    page: "r_CURRENT_DATABASE",
    statements: [
      { sql: "select current_database()", answer: { rows: [["dev"]], columns: ["current_database"] } },
    ],
  },
  {
    construct: "CURRENT_USER",
    page: "r_CURRENT_USER",
    statements: [
      {
        sql: "select current_user as a, session_user as b, user as c, current_user_id > 0 as d",
        answer: { rows: [["analyst", "analyst", "analyst", "t"]] },
      },
    ],
  },
  {
    construct: "VERSION",
    page: "r_VERSION",
    statements: [
      { sql: "select version() like 'PostgreSQL 8.0.2 %Redshift%' as v", answer: { rows: [["t"]] } },
    ],
  },
  {
    construct: "HAS_TABLE_PRIVILEGE",
    page: "r_HAS_TABLE_PRIVILEGE",
    statements: [
      {
        setUp: ["create table open_one (a int)"],
        sql: "select has_table_privilege('open_one', 'select') as t, has_schema_privilege('public', 'usage') as s",
        answer: { rows: [["t", "t"]] },
      },
    ],
  },
  {
    construct: "PG_BACKEND_PID",
    page: "PG_BACKEND_PID",
    statements: [
      {
        sql: "select pg_backend_pid() is not null as p, pg_last_copy_count() as c, slice_num() as s",
        answer: { rows: [["t", "0", "0"]] },
      },
    ],
  },
  {
    construct: "CURRENT_SETTING",
    page: "r_CURRENT_SETTING",
    statements: [
      { sql: "select current_setting('query_group') is not null as g", answer: { rows: [["t"]] } },
    ],
  },
  {
    construct: "Functions that Redshift does not have",
    page: "c_unsupported-postgresql-functions",
    statements: [
      {
        sql: "select string_agg(x, ',') from (select 'a'::varchar as x)",
        answer: { refused: 'function string_agg(character varying, "unknown") does not exist' },
      },
      {
        sql: "select array_agg(x) from (select 1 as x)",
        answer: { refused: "function array_agg(integer) does not exist" },
      },
      {
        sql: "select every(x > 1) from (select 1 as x)",
        answer: { refused: "function every(boolean) does not exist" },
      },
      {
        sql: "select corr(x, x) from (select 1.0::float as x)",
        answer: { refused: "function corr(double precision, double precision) does not exist" },
      },
      {
        sql: "select width_bucket(5, 1, 10, 3)",
        answer: { refused: "function width_bucket(integer, integer, integer, integer) does not exist" },
      },
      { sql: "select div(7, 2)", answer: { refused: "function div(integer, integer) does not exist" } },
      { sql: "select clock_timestamp()", answer: { refused: "function clock_timestamp() does not exist" } },
      {
        sql: "select justify_days(interval '35 days')",
        answer: { refused: "function justify_days(interval) does not exist" },
      },
      {
        sql: "select format('%s', 'a')",
        answer: { refused: 'function format("unknown", "unknown") does not exist' },
      },
      {
        sql: "select regexp_split_to_table('a,b', ',')",
        answer: { refused: 'function regexp_split_to_table("unknown", "unknown") does not exist' },
      },
      {
        sql: "select json_build_object('a', 1)",
        answer: { refused: 'function json_build_object("unknown", integer) does not exist' },
      },
      { sql: "select bit_length('a')", answer: { refused: 'function bit_length("unknown") does not exist' } },
      {
        sql: "select concat_ws(',', 'a', 'b')",
        answer: { refused: 'function concat_ws("unknown", "unknown", "unknown") does not exist' },
      },
      { sql: "select to_jsonb(1)", answer: { refused: "function to_jsonb(integer) does not exist" } },
      { sql: "select '{}'::jsonb", answer: { refused: 'type "jsonb" does not exist' } },
    ],
  },
  {
    construct: "Functions that the local accounts lack",
    page: "c_SQL_functions",
    statements: [
      { sql: "select hll(a) from (select 1 as a)", answer: { lacks: "the function HLL" } },
      {
        sql: "select hll_cardinality(hll_create_sketch(a)) from (select 1 as a)",
        answer: { lacks: "the function HLL_CARDINALITY" },
      },
      {
        sql: "select st_distance(st_point(1, 2), st_point(3, 4))",
        answer: { lacks: "the function ST_DISTANCE" },
      },
      { sql: "select text_to_int_alt('123-')", answer: { lacks: "the function TEXT_TO_INT_ALT" } },
    ],
  },
];
