import type { CorpusGroup } from "../corpus-statement";

const BOATS = [
  "create table boats (id int, kind varchar(9), metres int)",
  "insert into boats values (1, 'raft', 3), (2, 'canoe', 5), (3, 'kayak', null)",
];

/** Queries that PostgreSQL answers and Redshift does not, and some beside them that both answer. */
export const REFUSED_QUERIES: readonly CorpusGroup[] = [
  {
    construct: "LIMIT in the operands of UNION, INTERSECT and MINUS",
    page: "r_UNION",
    statements: [
      {
        setUp: BOATS,
        sql: "(select id from boats order by id limit 1) intersect select id from boats",
        answer: { refused: "LIMIT may not be used within input to set operations." },
      },
      {
        setUp: BOATS,
        sql: "select id from boats union all (select metres from boats offset 1)",
        answer: { refused: "LIMIT may not be used within input to set operations." },
      },
      {
        setUp: BOATS,
        sql: "select id from (select id from boats order by id limit 1) b union select 9 order by 1 limit 5",
        answer: { rows: [["1"], ["9"]] },
      },
    ],
  },
  {
    construct: "where (+) may not stand",
    page: "r_WHERE_oracle_outer",
    statements: [
      {
        setUp: BOATS,
        sql: "select count(*) from boats a, boats b where a.id(+) = b.metres or a.id = 1",
        answer: { refused: "Outer join operator (+) not allowed in operand of OR or IN." },
      },
      {
        setUp: BOATS,
        sql: "select count(*) from boats a, boats b where a.id(+) = b.metres and a.metres(+) in (3, 5)",
        answer: { refused: "Outer join operator (+) not allowed in operand of OR or IN." },
      },
      {
        setUp: BOATS,
        sql: "select count(*) from boats a, boats b, boats c where a.id(+) = b.id and a.metres(+) = c.metres",
        answer: { refused: "A table may be outer joined to at most one other table." },
      },
    ],
  },
  {
    construct: "aggregates that sort by different values",
    page: "r_MEDIAN",
    statements: [
      {
        setUp: BOATS,
        sql: "select median(id), percentile_cont(0.5) within group (order by metres) from boats",
        answer: { refused: "within group ORDER BY clauses for aggregate functions must be the same" },
      },
      {
        setUp: BOATS,
        sql: "select median(id) as m, percentile_cont(0.5) within group (order by id asc) as p, listagg(kind, '-') within group (order by id) as k, (select median(metres) from boats) as o from boats",
        answer: { rows: [["2.0", "2.0", "raft-canoe-kayak", "4.0"]] },
      },
      {
        setUp: BOATS,
        sql: "select distinct median(id) over () as a, median(metres) over () as b from boats",
        answer: { rows: [["2.0", "4.0"]] },
      },
    ],
  },
  {
    construct: "subqueries in rows",
    page: "c_Examples_of_INSERT_30",
    statements: [
      {
        setUp: BOATS,
        sql: "insert into boats (id) values ((select max(id) + 1 from boats)), (9)",
        answer: { refused: "can't use subqueries in multi-row VALUES" },
      },
      {
        setUp: BOATS,
        sql: "insert into boats (id) values ((select max(id) + 1 from boats))",
        answer: { changed: 1 },
      },
    ],
  },
  {
    construct: "PIVOT and UNPIVOT of what is not there",
    page: "r_FROM_clause-pivot-unpivot-examples",
    statements: [
      {
        sql: "select * from sunken pivot (count(*) for kind in ('raft', 'canoe'))",
        answer: { refused: 'relation "sunken" does not exist' },
      },
      {
        setUp: BOATS,
        sql: "select * from (select id, colour from boats) unpivot (n for k in (id, colour))",
        answer: { refused: 'column "colour" does not exist' },
      },
    ],
  },
  {
    construct: "RESPECT NULLS",
    page: "r_WF_LEAD",
    statements: [
      {
        setUp: BOATS,
        sql: "select id, lead(metres, 1) respect nulls over (order by id) as a, last_value(metres respect nulls) over (order by id rows unbounded preceding) as b from boats order by id",
        answer: {
          rows: [
            ["1", "5", "3"],
            ["2", null, "5"],
            ["3", null, null],
          ],
        },
      },
    ],
  },
  {
    construct: "LOG, and what numbers a SUPER holds",
    page: "c_SQL_functions",
    statements: [
      {
        sql: "select log(1000), log(2, 8) as l, decimal_precision(json_parse('31.25')) as p, decimal_scale(json_parse('31.25')) as s, db_collation() as c",
        answer: {
          rows: [["3", "3", "4", "2", "case_sensitive"]],
          columns: ["dlog10", "l", "p", "s", "c"],
        },
      },
    ],
  },
];
