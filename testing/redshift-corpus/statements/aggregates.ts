import type { CorpusGroup } from "../corpus-statement";

export const AGGREGATES: readonly CorpusGroup[] = [
  {
    construct: "AVG",
    page: "r_AVG",
    statements: [
      {
        setUp: [
          "create table readings (a int, b bigint, c smallint, d decimal(8,2), e float)",
          "insert into readings values (1, 1, 1, 10.04, 1.5), (2, 2, 2, 20.06, 2.5)",
        ],
        sql: "select avg(a) as a, avg(b) as b, avg(c) as c, avg(d) as d, avg(e) as e from readings",
        answer: {
          rows: [["1", "1", "1", "15.05", "2"]],
          types: ["int8", "int8", "int8", "numeric(38,2)", "float8"],
        },
      },
      {
        sql: "select avg(x) as a, avg(distinct x) as b from (select 1 as x union all select 1 union all select 6 union all select null)",
        answer: { rows: [["2", "3"]] },
      },
      {
        sql: "select avg(x) as a, avg(-x) as b, avg(d) as c, avg(-d) as e from (select 9223372036854775807::bigint as x, 1234567890123456789012345678.90::decimal(38,2) as d union all select 2, 0.05)",
        answer: {
          rows: [
            [
              ...["4611686018427387904", "-4611686018427387904"],
              ...["617283945061728394506172839.47", "-617283945061728394506172839.47"],
            ],
          ],
          types: ["int8", "int8", "numeric(38,2)", "numeric(38,2)"],
        },
      },
      { sql: "select avg(x) as a from (select null::int as x)", answer: { rows: [[null]], types: ["int8"] } },
    ],
  },
  {
    construct: "SUM",
    page: "r_SUM",
    statements: [
      {
        setUp: [
          "create table readings (a int, b bigint, d decimal(8,2), e real)",
          "insert into readings values (1, 1, 10.04, 1.5), (2, 2, 20.06, 2.5)",
        ],
        sql: "select sum(a) as a, sum(b) as b, sum(d) as d, sum(e) as e from readings",
        answer: { rows: [["3", "3", "30.10", "4"]], types: ["int8", "int8", "numeric(38,2)", "float8"] },
      },
      // BIGINT for BIGINT: what is more is no sum. That the engine fails is known of live runs, its sentence is not Redshift's.
      {
        sql: "select sum(x) as a from (select 9223372036854775807::bigint as x union all select 1)",
        answer: { refused: "bigint out of range" },
      },
    ],
  },
  {
    construct: "COUNT",
    page: "r_COUNT",
    statements: [
      {
        sql: "select count(*) as a, count(x) as b, count(distinct x) as c, approximate count(distinct x) as d from (select 1 as x union all select 1 union all select null)",
        answer: { rows: [["3", "2", "1", "1"]], types: ["int8", "int8", "int8", "int8"] },
      },
    ],
  },
  {
    construct: "STDDEV",
    page: "r_STDDEV_functions",
    statements: [
      {
        sql: "select stddev_samp(x) as a, stddev_pop(x) as b, stddev(x) = stddev_samp(x) as c from (select 2 as x union all select 4 union all select 6)",
        answer: { rows: [["2", "1.632993161855452", "t"]], types: ["float8", "float8", "bool"] },
      },
    ],
  },
  {
    construct: "VARIANCE",
    page: "r_VARIANCE_functions",
    statements: [
      {
        sql: "select var_samp(x) as a, var_pop(x) as b, variance(x) as c from (select 2.0 as x union all select 4 union all select 6)",
        answer: { rows: [["4", "2.6666666666666665", "4"]], types: ["float8", "float8", "float8"] },
      },
    ],
  },
  {
    construct: "BIT_AND and BOOL_AND",
    page: "r_BIT_AND",
    statements: [
      {
        sql: "select bit_and(x) as a, bit_or(x) as b, bool_and(x > 1) as c, bool_or(x > 6) as d from (select 3 as x union all select 6)",
        answer: { rows: [["2", "7", "t", "f"]] },
      },
    ],
  },
  {
    construct: "ANY_VALUE",
    page: "r_ANY_VALUE",
    statements: [
      { sql: "select any_value(x) as a from (select 5 as x union all select 5)", answer: { rows: [["5"]] } },
    ],
  },
  {
    construct: "MIN and MAX",
    page: "r_MAX",
    statements: [
      {
        sql: "select max(d) as a, min(t) as b, max(n) as c from (select date '2024-01-01' as d, 'b' as t, 1.50 as n union all select '2024-02-01', 'a', 2.25)",
        answer: { rows: [["2024-02-01", "a", "2.25"]] },
      },
    ],
  },
];
