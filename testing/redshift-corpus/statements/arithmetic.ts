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
];
