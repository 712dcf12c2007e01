import type { CorpusGroup } from "../corpus-statement";

export const WINDOW_FUNCTIONS: readonly CorpusGroup[] = [
  {
    construct: "ROW_NUMBER",
    page: "r_WF_ROW_NUMBER",
    statements: [
      {
        setUp: [
          "create table sold (seller int, qty int, day date, note varchar(9))",
          "insert into sold values (1, 10, '2024-01-01', null), (1, 30, '2024-01-02', 'b'), (1, 20, '2024-01-03', null), (2, 5, '2024-01-01', 'x'), (2, 15, '2024-01-04', null)",
        ],
        sql: "select seller, qty, row_number() over (partition by seller order by qty desc) as n from sold order by 1, 3",
        answer: {
          rows: [
            ["1", "30", "1"],
            ["1", "20", "2"],
            ["1", "10", "3"],
            ["2", "15", "1"],
            ["2", "5", "2"],
          ],
          types: ["int4", "int4", "int8"],
        },
      },
    ],
  },
  {
    construct: "RANK",
    page: "r_WF_RANK",
    statements: [
      {
        setUp: [
          "create table sold (seller int, qty int, day date, note varchar(9))",
          "insert into sold values (1, 10, '2024-01-01', null), (1, 30, '2024-01-02', 'b'), (1, 20, '2024-01-03', null), (2, 5, '2024-01-01', 'x'), (2, 15, '2024-01-04', null)",
        ],
        sql: "select qty, rank() over (order by seller) as a, dense_rank() over (order by seller) as b from sold where qty > 9 order by qty",
        answer: {
          rows: [
            ["10", "1", "1"],
            ["15", "4", "2"],
            ["20", "1", "1"],
            ["30", "1", "1"],
          ],
        },
      },
    ],
  },
  {
    construct: "NTILE",
    page: "r_WF_NTILE",
    statements: [
      {
        setUp: [
          "create table sold (seller int, qty int, day date, note varchar(9))",
          "insert into sold values (1, 10, '2024-01-01', null), (1, 30, '2024-01-02', 'b'), (1, 20, '2024-01-03', null), (2, 5, '2024-01-01', 'x'), (2, 15, '2024-01-04', null)",
        ],
        sql: "select qty, ntile(2) over (order by qty) as n from sold order by qty",
        answer: {
          rows: [
            ["5", "1"],
            ["10", "1"],
            ["15", "1"],
            ["20", "2"],
            ["30", "2"],
          ],
        },
      },
    ],
  },
  {
    construct: "PERCENT_RANK",
    page: "r_WF_PERCENT_RANK",
    statements: [
      {
        setUp: [
          "create table sold (seller int, qty int, day date, note varchar(9))",
          "insert into sold values (1, 10, '2024-01-01', null), (1, 30, '2024-01-02', 'b'), (1, 20, '2024-01-03', null), (2, 5, '2024-01-01', 'x'), (2, 15, '2024-01-04', null)",
        ],
        sql: "select qty, percent_rank() over (order by qty) as a, cume_dist() over (order by qty) as b from sold order by qty",
        answer: {
          rows: [
            ["5", "0", "0.2"],
            ["10", "0.25", "0.4"],
            ["15", "0.5", "0.6"],
            ["20", "0.75", "0.8"],
            ["30", "1", "1"],
          ],
        },
      },
    ],
  },
  {
    construct: "SUM over rows",
    page: "r_WF_SUM",
    statements: [
      {
        setUp: [
          "create table sold (seller int, qty int, day date, note varchar(9))",
          "insert into sold values (1, 10, '2024-01-01', null), (1, 30, '2024-01-02', 'b'), (1, 20, '2024-01-03', null), (2, 5, '2024-01-01', 'x'), (2, 15, '2024-01-04', null)",
        ],
        sql: "select seller, sum(qty) over (partition by seller order by day rows unbounded preceding) as s from sold order by 1, 2",
        answer: {
          rows: [
            ["1", "10"],
            ["1", "40"],
            ["1", "60"],
            ["2", "5"],
            ["2", "20"],
          ],
        },
      },
    ],
  },
  {
    construct: "AVG over rows",
    page: "r_WF_AVG",
    statements: [
      {
        setUp: [
          "create table sold (seller int, qty int, day date, note varchar(9))",
          "insert into sold values (1, 10, '2024-01-01', null), (1, 30, '2024-01-02', 'b'), (1, 20, '2024-01-03', null), (2, 5, '2024-01-01', 'x'), (2, 15, '2024-01-04', null)",
        ],
        sql: "select seller, avg(qty) over (partition by seller) as a from sold where seller = 2",
        answer: {
          rows: [
            ["2", "10"],
            ["2", "10"],
          ],
          types: ["int4", "int8"],
        },
      },
    ],
  },
  {
    construct: "LAG and LEAD",
    page: "r_WF_LAG",
    statements: [
      {
        setUp: [
          "create table sold (seller int, qty int, day date, note varchar(9))",
          "insert into sold values (1, 10, '2024-01-01', null), (1, 30, '2024-01-02', 'b'), (1, 20, '2024-01-03', null), (2, 5, '2024-01-01', 'x'), (2, 15, '2024-01-04', null)",
        ],
        sql: "select day, lag(qty) over (partition by seller order by day) as a, lead(qty, 1) over (partition by seller order by day) as b from sold where seller = 1 order by day",
        answer: {
          rows: [
            ["2024-01-01", null, "30"],
            ["2024-01-02", "10", "20"],
            ["2024-01-03", "30", null],
          ],
        },
      },
      {
        setUp: [
          "create table sold (seller int, qty int, day date, note varchar(9))",
          "insert into sold values (1, 10, '2024-01-01', null), (1, 30, '2024-01-02', 'b'), (1, 20, '2024-01-03', null), (2, 5, '2024-01-01', 'x'), (2, 15, '2024-01-04', null)",
        ],
        sql: "select day, lag(note) ignore nulls over (order by day, seller) as a from sold where seller = 1 order by day",
        answer: {
          rows: [
            ["2024-01-01", null],
            ["2024-01-02", null],
            ["2024-01-03", "b"],
          ],
        },
      },
      {
        setUp: [
          "create table sold (seller int, qty int, day date, note varchar(9))",
          "insert into sold values (1, 10, '2024-01-01', null), (1, 30, '2024-01-02', 'b'), (1, 20, '2024-01-03', null), (2, 5, '2024-01-01', 'x'), (2, 15, '2024-01-04', null)",
        ],
        sql: "select day, lead(note, 1) ignore nulls over (order by day) as a from sold where seller = 1 order by day",
        answer: {
          rows: [
            ["2024-01-01", "b"],
            ["2024-01-02", null],
            ["2024-01-03", null],
          ],
        },
      },
    ],
  },
  {
    construct: "FIRST_VALUE and LAST_VALUE",
    page: "r_WF_first_value",
    statements: [
      {
        setUp: [
          "create table sold (seller int, qty int, day date, note varchar(9))",
          "insert into sold values (1, 10, '2024-01-01', null), (1, 30, '2024-01-02', 'b'), (1, 20, '2024-01-03', null), (2, 5, '2024-01-01', 'x'), (2, 15, '2024-01-04', null)",
        ],
        sql: "select qty, first_value(note) ignore nulls over (partition by seller order by day rows between unbounded preceding and unbounded following) as f from sold order by qty",
        answer: {
          rows: [
            ["5", "x"],
            ["10", "b"],
            ["15", "x"],
            ["20", "b"],
            ["30", "b"],
          ],
        },
      },
      {
        setUp: [
          "create table sold (seller int, qty int, day date, note varchar(9))",
          "insert into sold values (1, 10, '2024-01-01', null), (1, 30, '2024-01-02', 'b'), (1, 20, '2024-01-03', null), (2, 5, '2024-01-01', 'x'), (2, 15, '2024-01-04', null)",
        ],
        sql: "select qty, last_value(qty) over (partition by seller order by day rows between unbounded preceding and unbounded following) as l from sold where seller = 1 order by qty",
        answer: {
          rows: [
            ["10", "20"],
            ["20", "20"],
            ["30", "20"],
          ],
        },
      },
      {
        setUp: [
          "create table sold (seller int, qty int, day date, note varchar(9))",
          "insert into sold values (1, 10, '2024-01-01', null), (1, 30, '2024-01-02', 'b'), (1, 20, '2024-01-03', null), (2, 5, '2024-01-01', 'x'), (2, 15, '2024-01-04', null)",
        ],
        sql: "select qty, last_value(note ignore nulls) over (order by day, seller rows unbounded preceding) as l from sold order by day, seller",
        answer: {
          rows: [
            ["10", null],
            ["5", "x"],
            ["30", "b"],
            ["20", "b"],
            ["15", "b"],
          ],
        },
      },
    ],
  },
];
