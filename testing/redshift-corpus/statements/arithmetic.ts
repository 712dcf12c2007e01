import type { CorpusGroup } from "../corpus-statement";

export const ARITHMETIC: readonly CorpusGroup[] = [
  {
    construct: "Integer arithmetic",
    page: "r_numeric_computations201",
    statements: [
      {
        sql: "select 7 / 2 as a, -7 / 2 as b, 7 % 3 as c, 2::smallint + 3::smallint as d, 5 * 2::bigint as e",
        answer: { rows: [["3", "-3", "1", "5", "10"]], types: ["int4", "int4", "int4", "int2", "int8"] },
      },
      { sql: "select 2147483647 + 1 as n", answer: { refused: "integer out of range" } },
      { sql: "select 1 / 0 as n", answer: { refused: "division by zero" } },
    ],
  },
  {
    construct: "Decimal arithmetic",
    page: "r_numeric_computations201",
    statements: [
      {
        sql: "select 1.25 + 2.5 as a, 1.5 * 2.25 as b, 3.0 - 1.25 as c",
        answer: { rows: [["3.75", "3.375", "1.75"]] },
      },
      {
        setUp: ["create table items (price decimal(8,2), qty int)", "insert into items values (10.10, 2)"],
        sql: "select price + 1 as a, price * qty as b from items",
        answer: { rows: [["11.10", "20.20"]] },
      },
      {
        sql: "select 1.5 + 2.5::float as a, 2 * 1.5::real as b",
        answer: { rows: [["4", "3"]], types: ["float8", "float8"] },
      },
    ],
  },
  {
    construct: "Decimal division",
    page: "r_numeric_computations201",
    statements: [
      {
        sql: "select 10.00::decimal(8,2) / 4.00::decimal(8,2) as q",
        answer: { rows: [["2.500000000"]], types: ["numeric(17,9)"] },
      },
      {
        sql: "select 1.5 / 2 as a, 3 / 2.0 as b, 7 / 2 as c, 7 / 2.0::float as d",
        answer: {
          rows: [["0.750000000000", "1.5000", "3", "3.5"]],
          types: ["numeric(13,12)", "numeric(15,4)", "int4", "float8"],
        },
      },
      {
        setUp: [
          "create table sale (price decimal(8,2), qty int, big bigint, f float)",
          "insert into sale values (100.00, 4, 8, 2)",
        ],
        sql: "select price / qty as a, qty / price as b, price / big as c, price / f as d from sale",
        answer: {
          rows: [["25.0000000000000", "0.0400000", "12.5000000000000000000000", "50"]],
          types: ["numeric(19,13)", "numeric(19,7)", "numeric(28,22)", "float8"],
        },
      },
      {
        setUp: [
          "create table sale (price decimal(8,2), qty int, big bigint, f float)",
          "insert into sale values (100.00, 4, 8, 2)",
        ],
        sql: "select sum(price) / count(*) as a, avg(price) / 2 as b, sum(price) / nullif(sum(qty), 0) as c, max(price) / min(price) as d from sale",
        answer: {
          rows: [["100.0000", "50.0000", "25.0000", "1.000000000"]],
          types: ["numeric(38,4)", "numeric(38,4)", "numeric(38,4)", "numeric(17,9)"],
        },
      },
      {
        setUp: [
          "create table sale (price decimal(8,2), qty int, big bigint, f float)",
          "insert into sale values (100.00, 4, 8, 2)",
        ],
        sql: "with t as (select price / qty as r, price from sale) select r, (select max(r) from t) / r as one from t where price / 3 > 20",
        answer: {
          rows: [["25.0000000000000", "1.0000000000000000000"]],
          types: ["numeric(19,13)", "numeric(38,19)"],
        },
      },
      {
        setUp: [
          "create table sale (price decimal(8,2), qty int, big bigint, f float)",
          "insert into sale values (100.00, 4, 8, 2)",
        ],
        sql: "select price / sum(qty) over (partition by f) as a, round(price / qty, 1) as b, price / 4 from sale",
        answer: {
          rows: [["25.0000000000000000000000", "25.0", "25.0000000000000"]],
          columns: ["a", "b", "?column?"],
        },
      },
      {
        setUp: [
          "create table sale (price decimal(8,2), qty int, big bigint, f float)",
          "insert into sale values (100.00, 4, 8, 2)",
          "create view per_item as select price / qty as r from sale",
        ],
        sql: "select r from per_item",
        answer: { rows: [["25.0000000000000"]], types: ["numeric(19,13)"] },
      },
      {
        setUp: [
          "create table sale (price decimal(8,2), qty int, big bigint, f float)",
          "insert into sale values (100.00, 4, 8, 2)",
        ],
        sql: "update sale set price = price / qty",
        answer: { changed: 1 },
      },
      { sql: "select 1.0 / 0", answer: { refused: "division by zero" } },
    ],
  },
  {
    construct: "one scale for a column of decimals",
    page: "r_UNION",
    statements: [
      {
        setUp: [
          "create table fares (id int, fare decimal(6,2))",
          "insert into fares values (1, 2.50), (2, null), (3, 4)",
        ],
        sql: "select id, nvl(fare, 0) as a, case when id = 1 then fare else -1 end as b, lag(fare, 1, 0) over (order by id) as c from fares order by id",
        answer: {
          rows: [
            ["1", "2.50", "2.50", "0.00"],
            ["2", "0.00", "-1.00", "2.50"],
            ["3", "4.00", "-1.00", null],
          ],
        },
      },
      {
        sql: "select 1.00::decimal(10,2) as n union select 2.5::decimal(8,4) union select -3::decimal(5,0) order by 1",
        answer: { rows: [["-3.0000"], ["1.0000"], ["2.5000"]] },
      },
    ],
  },
  {
    construct: "names of quotients",
    page: "r_numeric_computations201",
    statements: [
      {
        sql: "select (fare / 4), ((fare / 4))::varchar, -(fare / 4), fare / 4, (fare / 4) + 1 from (select 2.50::decimal(6,2) as fare) f",
        answer: {
          rows: [
            ["0.6250000000000", "0.6250000000000", "-0.6250000000000", "0.6250000000000", "1.6250000000000"],
          ],
          columns: ["?column?", "varchar", "?column?", "?column?", "?column?"],
        },
      },
    ],
  },
  {
    construct: "DATETIME",
    page: "r_CONVERT_function",
    statements: [
      {
        sql: "select convert(datetime, '2024-05-06 07:08:09') as a, cast('2024-05-06' as datetime) as b, '2024-05-06'::datetime as c",
        answer: {
          rows: [["2024-05-06 07:08:09", "2024-05-06 00:00:00", "2024-05-06 00:00:00"]],
          types: ["timestamp", "timestamp", "timestamp"],
        },
      },
    ],
  },
];
