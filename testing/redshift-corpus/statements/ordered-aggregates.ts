import type { CorpusGroup } from "../corpus-statement";

export const ORDERED_AGGREGATES: readonly CorpusGroup[] = [
  {
    construct: "MEDIAN",
    page: "r_MEDIAN",
    statements: [
      {
        sql: "with t as (select 1 as x, date '2024-01-01' as d union all select 2, '2024-01-03' union all select 4, '2024-01-05' union all select 8, '2024-01-07') select (select median(x) from t) as a, (select median(d) from t) as b",
        answer: { rows: [["3.0", "2024-01-04"]] },
      },
      {
        sql: "select g, median(x) as m from (select 'a' as g, 1.5::float as x union all select 'a', 2.5 union all select 'b', 7) group by g order by g",
        answer: {
          rows: [
            ["a", "2"],
            ["b", "7"],
          ],
        },
      },
    ],
  },
  {
    construct: "PERCENTILE_CONT",
    page: "r_PERCENTILE_CONT",
    statements: [
      {
        setUp: [
          "create table sorted (s smallint, i int, b bigint, d decimal(8,2), e float, y date, z timestamp, w timestamptz)",
          "insert into sorted values (1, 1, 1, 1.5, 1.5, '2024-01-01', '2024-01-01', '2024-01-01'), (2, 2, 2, 2.5, 2.5, '2024-01-03', '2024-01-03', '2024-01-03')",
        ],
        sql: `select ${["s", "i", "b", "d", "e", "y", "z", "w"].map((name) => `(select percentile_cont(0.5) within group (order by ${name}) from sorted) as ${name}`).join(", ")}`,
        answer: {
          rows: [
            [
              ...["1.5", "1.5", "1.5", "2.000", "2", "2024-01-02"],
              ...["2024-01-02 00:00:00", "2024-01-02 00:00:00+00"],
            ],
          ],
          types: [
            ...["numeric(38,1)", "numeric(38,1)", "numeric(38,1)", "numeric(38,3)", "float8"],
            ...["date", "timestamp", "timestamptz"],
          ],
        },
      },
      {
        sql: "select percentile_cont(0.25) within group (order by x) as p from (select 1.0::float as x union all select 2 union all select 4 union all select 8)",
        answer: { rows: [["1.75"]] },
      },
    ],
  },
  {
    construct: "PERCENTILE_DISC",
    page: "r_APPROXIMATE_PERCENTILE_DISC",
    statements: [
      {
        sql: "select approximate percentile_disc(0.5) within group (order by x) as p from (select 10 as x union all select 20 union all select 30 union all select 40)",
        answer: { rows: [["20"]] },
      },
    ],
  },
];
