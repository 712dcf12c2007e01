import type { CorpusGroup } from "../../corpus-statement";

const SALES = [
  "create table sales (id int, region varchar(10), product varchar(10), amount decimal(10,2), sold date)",
  `insert into sales values (1, 'north', 'tea', 10.00, '2024-01-05'), (2, 'north', 'coffee', 30.00, '2024-01-09'),
    (3, 'south', 'tea', 20.00, '2024-02-01'), (4, 'south', 'coffee', 5.00, '2024-02-11'), (5, 'north', 'tea', 7.00, '2024-03-02')`,
];

export const QUERY_CLAUSES: readonly CorpusGroup[] = [
  {
    construct: "TOP",
    page: "r_SELECT_list",
    statements: [
      {
        setUp: SALES,
        sql: "select top 2 id from sales order by id desc",
        answer: { rows: [["5"], ["4"]], columns: ["id"] },
      },
      {
        setUp: SALES,
        sql: "select top 1 distinct region from sales order by region",
        answer: { rows: [["north"]] },
      },
      {
        setUp: SALES,
        sql: "select distinct top 5 region from sales order by region",
        answer: { rows: [["north"], ["south"]] },
      },
      {
        setUp: SALES,
        sql: "select top 1 all product from sales where id = 4",
        answer: { rows: [["coffee"]] },
      },
      {
        setUp: SALES,
        sql: "select s.id from (select top 3 id from sales order by amount desc) s order by s.id",
        answer: { rows: [["1"], ["2"], ["3"]] },
      },
      {
        setUp: SALES,
        sql: "with best as (select top 1 id, amount from sales order by amount desc) select amount from best",
        answer: { rows: [["30.00"]] },
      },
      {
        setUp: [...SALES, "create table kept (id int)"],
        sql: "insert into kept select top 2 id from sales order by id",
        answer: { changed: 2 },
      },
      {
        setUp: SALES,
        sql: "select count(*) from sales where id in (select top 2 id from sales order by sold)",
        answer: { rows: [["2"]] },
      },
    ],
  },
  {
    construct: "LIMIT and OFFSET",
    page: "r_ORDER_BY_clause",
    statements: [
      {
        setUp: SALES,
        sql: "select id from sales order by id limit all",
        answer: { rows: [["1"], ["2"], ["3"], ["4"], ["5"]] },
      },
      {
        setUp: SALES,
        sql: "select id from sales order by 1 limit 2 offset 3",
        answer: { rows: [["4"], ["5"]] },
      },
      {
        sql: "select n from (select 1 as n union all select null union all select 2) x order by n",
        answer: { rows: [["1"], ["2"], [null]] },
      },
      {
        sql: "select n from (select 1 as n union all select null union all select 2) x order by n desc",
        answer: { rows: [[null], ["2"], ["1"]] },
      },
      {
        sql: "select n from (select 1 as n union all select null) x order by n desc nulls last",
        answer: { rows: [["1"], [null]] },
      },
    ],
  },
  {
    construct: "UNION, INTERSECT, EXCEPT, MINUS",
    page: "r_UNION",
    statements: [
      {
        setUp: SALES,
        sql: "select region from sales minus select region from sales where amount < 6",
        answer: { rows: [["north"]] },
      },
      {
        setUp: SALES,
        sql: "(select id from sales where id < 4) minus (select id from sales where id = 2) order by id",
        answer: { rows: [["1"], ["3"]] },
      },
      {
        setUp: SALES,
        sql: "select product from sales where region = 'north' intersect select product from sales where region = 'south' order by 1",
        answer: { rows: [["coffee"], ["tea"]] },
      },
      {
        setUp: SALES,
        sql: "select count(*) from (select id from sales minus select id from sales where product = 'tea') rest",
        answer: { rows: [["2"]] },
      },
      {
        sql: "select 1 as a union select 2 union all select 2 order by a",
        answer: { rows: [["1"], ["2"], ["2"]] },
      },
      {
        sql: "with a as (select 1 as n union all select 2) select n from a minus select 1",
        answer: { rows: [["2"]], columns: ["n"] },
      },
    ],
  },
  {
    construct: "EXCLUDE",
    page: "r_EXCLUDE_list",
    statements: [
      {
        setUp: SALES,
        sql: "select * exclude (amount, sold) from sales where id = 1",
        answer: { rows: [["1", "north", "tea"]], columns: ["id", "region", "product"] },
      },
      {
        setUp: SALES,
        sql: "select * exclude amount, sold, product from sales s where id = 3",
        answer: { rows: [["3", "south"]], columns: ["id", "region"] },
      },
      {
        setUp: [
          ...SALES,
          "create table regions (region varchar(10), head varchar(10))",
          "insert into regions values ('north', 'Ida')",
        ],
        sql: "select s.*, r.head exclude (amount, sold, product) from sales s join regions r on r.region = s.region where s.id = 5",
        answer: { rows: [["5", "north", "Ida"]], columns: ["id", "region", "head"] },
      },
      {
        setUp: [...SALES, "create view slim as select * exclude (sold, amount) from sales"],
        sql: "select * from slim where id = 2",
        answer: { rows: [["2", "north", "coffee"]], columns: ["id", "region", "product"] },
      },
      {
        sql: "select * exclude b from (select 1 as a, 2 as b, 3 as c) x",
        answer: { rows: [["1", "3"]], columns: ["a", "c"] },
      },
      {
        sql: "with w as (select 1 as a, 2 as b) select * exclude (a) from w",
        answer: { rows: [["2"]], columns: ["b"] },
      },
      { sql: "select * exclude upper(a) from (select 1 as a) x", answer: { refused: "syntax error" } },
    ],
  },
  {
    construct: "lateral alias references",
    page: "r_SELECT_list",
    statements: [
      {
        setUp: SALES,
        sql: "select amount * 2 as twice, twice + 1 as more from sales where id = 1",
        answer: { rows: [["20.00", "21.00"]], columns: ["twice", "more"] },
      },
      { sql: "select 2 as a, a * 3 as b, b + a as c", answer: { rows: [["2", "6", "8"]] } },
      { sql: "select 2 as n, n from (select 7 as n) t", answer: { rows: [["2", "7"]] } },
      { sql: "select 2 as n, n", answer: { rows: [["2", "2"]], columns: ["n", "n"] } },
      { sql: "select 3 as n, n::varchar", answer: { rows: [["3", "3"]], columns: ["n", "n"] } },
      {
        setUp: SALES,
        sql: "select region, sum(amount) as total, count(*) as sales, total / sales > 10 as good from sales group by region order by region",
        answer: {
          rows: [
            ["north", "47.00", "3", "t"],
            ["south", "25.00", "2", "t"],
          ],
        },
      },
      {
        sql: "select case when v > 1 then 'many' else 'one' end as size, size || '!' as loud from (select 2 as v) t",
        answer: { rows: [["many", "many!"]] },
      },
    ],
  },
];
