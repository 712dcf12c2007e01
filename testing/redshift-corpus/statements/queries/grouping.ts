import type { CorpusGroup } from "../../corpus-statement";

const SALES = [
  "create table sales (id int, region varchar(10), product varchar(10), amount decimal(10,2), sold date)",
  `insert into sales values (1, 'north', 'tea', 10.00, '2024-01-05'), (2, 'north', 'coffee', 30.00, '2024-01-09'),
    (3, 'south', 'tea', 20.00, '2024-02-01'), (4, 'south', 'coffee', 5.00, '2024-02-11'), (5, 'north', 'tea', 7.00, '2024-03-02')`,
];

export const GROUPING: readonly CorpusGroup[] = [
  {
    construct: "GROUP BY",
    page: "r_GROUP_BY_clause",
    statements: [
      {
        setUp: SALES,
        sql: "select region, product, sum(amount) as total from sales group by all order by 1, 2",
        answer: {
          rows: [
            ["north", "coffee", "30.00"],
            ["north", "tea", "17.00"],
            ["south", "coffee", "5.00"],
            ["south", "tea", "20.00"],
          ],
        },
      },
      {
        setUp: SALES,
        sql: "select count(*) as n, max(sold) as latest from sales group by all",
        answer: { rows: [["5", "2024-03-02"]] },
      },
      {
        setUp: SALES,
        sql: "select extract(month from sold) as m, count(*) from sales group by all having count(*) > 1 order by m",
        answer: {
          rows: [
            ["1", "2"],
            ["2", "2"],
          ],
        },
      },
      {
        setUp: SALES,
        sql: "select region as r, count(*) from sales group by r order by r",
        answer: {
          rows: [
            ["north", "3"],
            ["south", "2"],
          ],
        },
      },
      {
        setUp: SALES,
        sql: "select *, count(*) exclude (id, amount, sold, product) from sales group by all order by 1",
        answer: {
          rows: [
            ["north", "3"],
            ["south", "2"],
          ],
        },
      },
    ],
  },
  {
    construct: "GROUPING SETS, ROLLUP, CUBE",
    page: "r_GROUP_BY_aggregation-extensions",
    statements: [
      {
        setUp: SALES,
        sql: "select region, sum(amount) from sales group by rollup (region) order by region",
        answer: {
          rows: [
            ["north", "47.00"],
            ["south", "25.00"],
            [null, "72.00"],
          ],
        },
      },
      {
        setUp: SALES,
        sql: "select region, product, count(*) from sales group by grouping sets ((region), (product), ()) order by 1, 2",
        answer: {
          rows: [
            ["north", null, "3"],
            ["south", null, "2"],
            [null, "coffee", "2"],
            [null, "tea", "3"],
            [null, null, "5"],
          ],
        },
      },
      {
        setUp: SALES,
        sql: "select region, product, count(*), grouping(region) as g from sales where id < 3 group by cube (region, product) order by 4, 1, 2",
        answer: {
          rows: [
            ["north", "coffee", "1", "0"],
            ["north", "tea", "1", "0"],
            ["north", null, "2", "0"],
            [null, "coffee", "1", "1"],
            [null, "tea", "1", "1"],
            [null, null, "2", "1"],
          ],
        },
      },
      {
        setUp: SALES,
        sql: "select region, product, grouping_id(region, product) as set, sum(amount) from sales group by cube (region, product) order by 3, 1, 2",
        answer: {
          rows: [
            ["north", "coffee", "0", "30.00"],
            ["north", "tea", "0", "17.00"],
            ["south", "coffee", "0", "5.00"],
            ["south", "tea", "0", "20.00"],
            ["north", null, "1", "47.00"],
            ["south", null, "1", "25.00"],
            [null, "coffee", "2", "35.00"],
            [null, "tea", "2", "37.00"],
            [null, null, "3", "72.00"],
          ],
          columns: ["region", "product", "set", "sum"],
        },
      },
      {
        setUp: SALES,
        sql: "select grouping_id(product) as g, count(*) from sales group by rollup (product) having grouping_id(product) = 1",
        answer: { rows: [["1", "5"]] },
      },
    ],
  },
];
