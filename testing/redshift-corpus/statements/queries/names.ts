import type { CorpusGroup } from "../../corpus-statement";

export const NAMES: readonly CorpusGroup[] = [
  {
    construct: "identifiers fold",
    page: "r_names",
    statements: [
      {
        sql: 'select count(*) as "OrderCount" from (select 1) x',
        answer: { rows: [["1"]], columns: ["ordercount"] },
      },
      {
        sql: "select 1 as OrderCount, 2 as TOTAL",
        answer: { rows: [["1", "2"]], columns: ["ordercount", "total"] },
      },
      {
        setUp: ['create table "Mixed" ("Id" int, "Total Sales" int)', "insert into MIXED values (1, 2)"],
        sql: 'select "ID", m."total sales" from mixed m',
        answer: { rows: [["1", "2"]], columns: ["id", "total sales"] },
      },
      {
        setUp: ["set enable_case_sensitive_identifier to true"],
        sql: 'select 1 as "OrderCount", 2 as Total',
        answer: { rows: [["1", "2"]], columns: ["OrderCount", "total"] },
      },
      {
        sql: 'create table twice ("Day" int, "day" int)',
        answer: { refused: 'column "day" specified more than once' },
      },
      {
        sql: 'select 1, \'a\', 2 as "Quoted ""Name"""',
        answer: { rows: [["1", "a", "2"]], columns: ["?column?", "?column?", 'quoted "name"'] },
      },
      {
        sql: "select max(n), count(*) from (select 1 as n) x",
        answer: { rows: [["1", "1"]], columns: ["max", "count"] },
      },
      { sql: 'select 1 as überschrift, 2 as "été"', answer: { rows: [["1", "2"]] } },
    ],
  },
  {
    construct: "reserved words",
    page: "r_pg_keywords",
    statements: [
      { sql: "select tag from (select 1 as tag) x", answer: { refused: 'syntax error at or near "tag"' } },
      { sql: 'select "tag" from (select 1 as "tag") x', answer: { rows: [["1"]], columns: ["tag"] } },
      {
        sql: "select delta, 1 from (select 1 as one) x",
        answer: { refused: 'syntax error at or near "delta"' },
      },
      {
        setUp: [
          "create table sensors (id int, window int encode raw, fetch varchar(5), collation int default 3)",
          "alter table sensors add column lateral int",
          "insert into sensors (id, window, fetch, lateral) values (1, 10, 'a', 4), (2, 20, 'b', 5)",
          "update sensors set window = window + 1 where sensors.fetch = 'a'",
        ],
        sql: "select s.window, fetch, max(collation) as top_one, sum(lateral) from sensors s where window > 5 group by s.window, fetch order by window desc",
        answer: {
          rows: [
            ["20", "b", "3", "5"],
            ["11", "a", "3", "4"],
          ],
          columns: ["window", "fetch", "top_one", "sum"],
        },
      },
      {
        setUp: ["begin", "declare few cursor for select 7 as window"],
        sql: "fetch from few",
        answer: { rows: [["7"]], columns: ["window"] },
      },
      { sql: "select 1 as minus", answer: { rows: [["1"]], columns: ["minus"] } },
      {
        sql: "create table goods (id int, tag varchar(10))",
        answer: { refused: 'syntax error at or near "tag"' },
      },
      {
        sql: "create table rates (Open decimal(8,2), close decimal(8,2))",
        answer: { refused: 'syntax error at or near "Open"' },
      },
      {
        setUp: ["create table goods (id int)"],
        sql: "alter table goods add column snapshot date",
        answer: { refused: 'syntax error at or near "snapshot"' },
      },
      {
        setUp: [
          'create table goods ("tag" varchar(10), "open" int, timestamp timestamp, start date, type int)',
          "insert into goods values ('a', 1, '2024-05-01', '2024-05-02', 2)",
        ],
        sql: 'select g."tag", "open", g.timestamp, start, type from goods g',
        answer: { rows: [["a", "1", "2024-05-01 00:00:00", "2024-05-02", "2"]] },
      },
    ],
  },
  {
    construct: "strings",
    page: "REGEXP_REPLACE",
    statements: [
      { sql: "select 'a\\\\b', 'it\\'s', 'two''quotes'", answer: { rows: [["a\\b", "it's", "two'quotes"]] } },
      { sql: "select 'tab\\tend' = 'tab' || chr(9) || 'end'", answer: { rows: [["t"]] } },
      { sql: "select regexp_replace('a.b', '\\\\.', '-')", answer: { rows: [["a-b"]] } },
      { sql: "select 1 -- no 'string\n, 2 /* nor /* this */ ' */", answer: { rows: [["1", "2"]] } },
      {
        sql: "select $$it's$$ as a, $tag$x$$y$tag$ as b",
        answer: { rows: [["it's", "x$$y"]], columns: ["a", "b"] },
      },
      {
        sql: "select 'like%' like 'like\\\\%' as literal, 'likeX' like 'like\\\\%' as other",
        answer: { rows: [["t", "f"]] },
      },
    ],
  },
  {
    construct: "search_path",
    page: "r_search_path",
    statements: [
      {
        setUp: ["reset search_path"],
        sql: "show search_path",
        answer: { rows: [['"$user", public']], columns: ["search_path"] },
      },
      {
        setUp: [
          "create schema elsewhere_5",
          "create table elsewhere_5.t (n int)",
          "insert into elsewhere_5.t values (3)",
          "set search_path to elsewhere_5, public",
        ],
        sql: "select n from t",
        answer: { rows: [["3"]] },
      },
    ],
  },
  {
    construct: "what Redshift has not in a query",
    page: "c_unsupported-postgresql-features",
    statements: [
      {
        sql: "select distinct on (n) n from (select 1 as n) x",
        answer: { refused: "SELECT DISTINCT ON is not supported" },
      },
      {
        sql: "select count(*) filter (where n > 1) from (select 1 as n) x",
        answer: { refused: "syntax error" },
      },
      {
        setUp: ["create table locked (n int)"],
        sql: "select n from locked for update",
        answer: { refused: "FOR UPDATE" },
      },
      {
        setUp: ["create table sampled (n int)"],
        sql: "select n from sampled tablesample bernoulli (10)",
        answer: { refused: "syntax error" },
      },
      { sql: "select n from (select 1 as n) x fetch first 1 rows only", answer: { refused: "syntax error" } },
    ],
  },
];
