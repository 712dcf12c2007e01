import type { CorpusGroup } from "../corpus-statement";

export const NUMBER_FUNCTIONS: readonly CorpusGroup[] = [
  {
    construct: "ROUND",
    page: "r_ROUND",
    statements: [
      {
        sql: "select round(28.05) as a, round(28.05, 1) as b, round(-2.5) as c, round(1234, -2) as d, round(2.345::float, 2) as e",
        answer: { rows: [["28", "28.1", "-3", "1200", "2.35"]] },
      },
    ],
  },
  {
    construct: "TRUNC",
    page: "r_TRUNC",
    statements: [
      {
        sql: "select trunc(28.99) as a, trunc(28.99, 1) as b, trunc(-1.5) as c, trunc(111.87, -1) as d",
        answer: { rows: [["28", "28.9", "-1", "110"]] },
      },
    ],
  },
  {
    construct: "CEILING and FLOOR",
    page: "r_CEILING_FLOOR",
    statements: [
      {
        sql: "select ceil(1.2) as a, ceiling(-1.2) as b, floor(1.8) as c, floor(-1.2) as d, ceil(5) as e",
        answer: { rows: [["2", "-1", "1", "-2", "5"]] },
      },
    ],
  },
  {
    construct: "MOD",
    page: "r_MOD",
    statements: [
      {
        sql: "select mod(10, 3) as a, mod(-10, 3) as b, mod(10.5, 3) as c, 10.5 % 3 as d",
        answer: { rows: [["1", "-1", "1.5", "1.5"]] },
      },
    ],
  },
  {
    construct: "POWER",
    page: "r_POWER",
    statements: [
      {
        sql: "select power(2, 10) as a, pow(4, 0.5) as b, sqrt(16) as c, cbrt(27) as d",
        answer: { rows: [["1024", "2", "4", "3"]], types: ["float8", "float8", "float8", "float8"] },
      },
    ],
  },
  {
    construct: "LN and LOG",
    page: "r_LOG",
    statements: [
      {
        sql: "select log(100) as a, ln(1) as b, dlog10(1000) as c, dlog1(1) as d, exp(0) as e, dexp(0) as f",
        answer: {
          rows: [["2", "0", "3", "0", "1", "1"]],
          types: ["float8", "float8", "float8", "float8", "float8", "float8"],
        },
      },
    ],
  },
  {
    construct: "Trigonometry",
    page: "Math_functions",
    statements: [
      {
        sql: "select sin(0) as a, cos(0) as b, atan2(0, 1) as c, degrees(pi()) as d, radians(180) = pi() as e",
        answer: { rows: [["0", "1", "0", "180", "t"]] },
      },
    ],
  },
  {
    construct: "ABS and SIGN",
    page: "r_ABS",
    statements: [
      {
        sql: "select abs(-4) as a, abs(-1.5) as b, sign(-3) as c, sign(0) as d",
        answer: { rows: [["4", "1.5", "-1", "0"]] },
      },
    ],
  },
  {
    construct: "RANDOM",
    page: "r_RANDOM",
    statements: [
      {
        sql: "select random() between 0 and 1 as a, cast(random() * 10 as int) <= 10 as b",
        answer: { rows: [["t", "t"]] },
      },
    ],
  },
  {
    construct: "TO_HEX",
    page: "r_TO_HEX",
    statements: [
      { sql: "select to_hex(2147676847) as h, to_hex(255) as g", answer: { rows: [["8002f2af", "ff"]] } },
    ],
  },
  {
    construct: "TO_NUMBER",
    page: "r_TO_NUMBER",
    statements: [
      {
        sql: "select to_number('12,454.8-', '99G999D9S') as a, to_number('1234.56', '9999.99') as b",
        answer: { rows: [["-12454.8", "1234.56"]] },
      },
    ],
  },
  {
    construct: "TO_CHAR of a number",
    page: "r_TO_CHAR",
    statements: [
      {
        sql: "select to_char(1234.5, '9,999.99') as a, to_char(-125.8, '999D99S') as b, to_char(7, 'FM000') as c",
        answer: { rows: [[" 1,234.50", "125.80-", "007"]] },
      },
    ],
  },
  {
    construct: "LISTAGG",
    page: "r_LISTAGG",
    statements: [
      {
        sql: "select listagg(x, ', ') within group (order by x) as l from (select 'b' as x union all select 'a' union all select null)",
        answer: { rows: [["a, b"]], types: ["varchar"] },
      },
      {
        sql: "select listagg(distinct x, '-') within group (order by x desc) as l from (select 'b' as x union all select 'a' union all select 'b')",
        answer: { rows: [["b-a"]] },
      },
      {
        sql: "select g, listagg(n, ',') within group (order by n) as l from (select 1 as g, 10 as n union all select 1, 5 union all select 2, 7) group by g order by g",
        answer: {
          rows: [
            ["1", "5,10"],
            ["2", "7"],
          ],
        },
      },
      { sql: "select listagg(x) as l from (select 'a' as x) where x = 'b'", answer: { rows: [[null]] } },
      {
        sql: "select listagg(repeat('x', 65535), ',') as l from (select 1 union all select 2)",
        answer: { refused: "Result size exceeds LISTAGG limit" },
      },
    ],
  },
];
