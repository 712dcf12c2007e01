import type { CorpusGroup } from "../corpus-statement";

/** One column of each numeric type. */
const EVERY_NUMBER = [
  "create table numbers (s smallint, i int, b bigint, d decimal(8,2), f real, e float)",
  "insert into numbers values (1, 1, 9223372036854775807, 1.5, 1.5, 1.5), (2, 2, 2, 2.5, 2.5, 2.5)",
];

export const WINDOWS_OF_GROUPS: readonly CorpusGroup[] = [
  {
    construct: "NTH_VALUE",
    page: "r_WF_NTH",
    statements: [
      {
        setUp: [
          "create table sold (seller int, qty int, day date, note varchar(9))",
          "insert into sold values (1, 10, '2024-01-01', null), (1, 30, '2024-01-02', 'b'), (1, 20, '2024-01-03', null), (2, 5, '2024-01-01', 'x'), (2, 15, '2024-01-04', null)",
        ],
        sql: "select qty, nth_value(qty, 2) over (partition by seller order by qty rows between unbounded preceding and unbounded following) as n from sold order by qty",
        answer: {
          rows: [
            ["5", "15"],
            ["10", "20"],
            ["15", "15"],
            ["20", "20"],
            ["30", "20"],
          ],
        },
      },
    ],
  },
  {
    construct: "LISTAGG over",
    page: "r_WF_LISTAGG",
    statements: [
      {
        setUp: [
          "create table sold (seller int, qty int, day date, note varchar(9))",
          "insert into sold values (1, 10, '2024-01-01', null), (1, 30, '2024-01-02', 'b'), (1, 20, '2024-01-03', null), (2, 5, '2024-01-01', 'x'), (2, 15, '2024-01-04', null)",
        ],
        sql: "select qty, listagg(qty, ',') within group (order by qty) over (partition by seller) as l from sold order by qty",
        answer: {
          rows: [
            ["5", "5,15"],
            ["10", "10,20,30"],
            ["15", "5,15"],
            ["20", "10,20,30"],
            ["30", "10,20,30"],
          ],
        },
      },
    ],
  },
  {
    construct: "MEDIAN over",
    page: "r_WF_MEDIAN",
    statements: [
      {
        setUp: [
          "create table sold (seller int, qty int, day date, note varchar(9))",
          "insert into sold values (1, 10, '2024-01-01', null), (1, 30, '2024-01-02', 'b'), (1, 20, '2024-01-03', null), (2, 5, '2024-01-01', 'x'), (2, 15, '2024-01-04', null)",
        ],
        sql: "select seller, qty, median(qty::float) over (partition by seller) as m from sold order by 1, 2",
        answer: {
          rows: [
            ["1", "10", "20"],
            ["1", "20", "20"],
            ["1", "30", "20"],
            ["2", "5", "10"],
            ["2", "15", "10"],
          ],
        },
      },
    ],
  },
  {
    construct: "PERCENTILE_CONT over",
    page: "r_WF_PERCENTILE_CONT",
    statements: [
      {
        setUp: [
          "create table sold (seller int, qty int, day date, note varchar(9))",
          "insert into sold values (1, 10, '2024-01-01', null), (1, 30, '2024-01-02', 'b'), (1, 20, '2024-01-03', null), (2, 5, '2024-01-01', 'x'), (2, 15, '2024-01-04', null)",
        ],
        sql: "select qty, percentile_cont(0.6) within group (order by qty) over (partition by seller) as p from sold where seller = 2 order by qty",
        answer: {
          rows: [
            ["5", "11.0"],
            ["15", "11.0"],
          ],
        },
      },
    ],
  },
  {
    construct: "PERCENTILE_DISC over",
    page: "r_WF_PERCENTILE_DISC",
    statements: [
      {
        setUp: [
          "create table sold (seller int, qty int, day date, note varchar(9))",
          "insert into sold values (1, 10, '2024-01-01', null), (1, 30, '2024-01-02', 'b'), (1, 20, '2024-01-03', null), (2, 5, '2024-01-01', 'x'), (2, 15, '2024-01-04', null)",
        ],
        sql: "select qty, percentile_disc(0.6) within group (order by qty desc) over (partition by seller) as p from sold where seller = 1 order by qty",
        answer: {
          rows: [
            ["10", "20"],
            ["20", "20"],
            ["30", "20"],
          ],
        },
      },
    ],
  },
  {
    construct: "RATIO_TO_REPORT",
    page: "r_WF_RATIO_TO_REPORT",
    statements: [
      {
        setUp: [
          "create table sold (seller int, qty int, day date, note varchar(9))",
          "insert into sold values (1, 10, '2024-01-01', null), (1, 30, '2024-01-02', 'b'), (1, 20, '2024-01-03', null), (2, 5, '2024-01-01', 'x'), (2, 15, '2024-01-04', null)",
        ],
        sql: "select qty, ratio_to_report(qty) over (partition by seller) as p from sold where seller = 2 order by qty",
        answer: {
          rows: [
            ["5", "0.25"],
            ["15", "0.75"],
          ],
        },
      },
    ],
  },
  {
    construct: "COUNT over",
    page: "r_WF_COUNT",
    statements: [
      {
        setUp: [
          "create table sold (seller int, qty int, day date, note varchar(9))",
          "insert into sold values (1, 10, '2024-01-01', null), (1, 30, '2024-01-02', 'b'), (1, 20, '2024-01-03', null), (2, 5, '2024-01-01', 'x'), (2, 15, '2024-01-04', null)",
        ],
        sql: "select seller, qty, count(*) over (partition by seller) as c from sold where qty >= 15 order by qty",
        answer: {
          rows: [
            ["2", "15", "1"],
            ["1", "20", "2"],
            ["1", "30", "2"],
          ],
        },
      },
    ],
  },
  {
    construct: "types of SUM over a window",
    page: "r_WF_SUM",
    statements: [
      {
        setUp: EVERY_NUMBER,
        sql: "select sum(s) over () as s, sum(i) over () as i, sum(all b) over () as b, sum(d) over () as d, sum(f) over () as f, sum(e) over () from numbers where i = 1",
        answer: {
          rows: [["1", "1", "9223372036854775807", "1.50", "1.5", "1.5"]],
          types: ["int8", "int8", "numeric(38,0)", "numeric(38,2)", "float8", "float8"],
          columns: ["s", "i", "b", "d", "f", "sum"],
        },
      },
      {
        setUp: EVERY_NUMBER,
        sql: "select distinct sum(b) over (partition by s - i) as b from numbers",
        answer: { rows: [["9223372036854775809"]] },
      },
    ],
  },
  {
    construct: "types of AVG over a window",
    page: "r_WF_AVG",
    statements: [
      {
        setUp: EVERY_NUMBER,
        sql: "select distinct avg(s) over () as s, avg(i) over () as i, avg(b) over () as b, avg(d) over () as d, avg(f) over () as f, avg(e) over () from numbers",
        answer: {
          rows: [["1", "1", "4611686018427387904", "2.00", "2", "2"]],
          types: ["int8", "int8", "numeric(38,0)", "numeric(38,2)", "float8", "float8"],
          columns: ["s", "i", "b", "d", "f", "avg"],
        },
      },
    ],
  },
];
