import type { CorpusGroup } from "../corpus-statement";

export const CONDITIONS: readonly CorpusGroup[] = [
  {
    construct: "NVL",
    page: "r_NVL_function",
    statements: [
      {
        sql: "select nvl(null, 2, 3) as n, nvl(null::varchar, 'x') as t, nvl(null::date, '2024-01-01') as d",
        answer: { rows: [["2", "x", "2024-01-01"]] },
      },
      { sql: "select coalesce(null, null, 7) as n, isnull(null, 5) as i", answer: { rows: [["7", "5"]] } },
    ],
  },
  {
    construct: "NVL2",
    page: "r_NVL2",
    statements: [
      {
        sql: "select nvl2(null, 'set', 'unset') as a, nvl2(0, 1, 2) as b",
        answer: { rows: [["unset", "1"]] },
      },
    ],
  },
  {
    construct: "DECODE",
    page: "r_DECODE_expression",
    statements: [
      {
        sql: "select decode(2, 1, 'one', 2, 'two', 'many') as a, decode(9, 1, 'one') as b",
        answer: { rows: [["two", null]] },
      },
      {
        setUp: [
          "create table marks (id int, grade varchar(4))",
          "insert into marks values (1, 'a'), (2, null), (3, 'c')",
        ],
        sql: "select id, decode(grade, null, 'none', 'a', 'top', grade) as g from marks order by id",
        answer: {
          rows: [
            ["1", "top"],
            ["2", "none"],
            ["3", "c"],
          ],
        },
      },
      {
        sql: "select decode(a, b, 'same', 'other') as d from (select null::int as a, null::int as b)",
        answer: { rows: [["same"]] },
      },
    ],
  },
  {
    construct: "NULLIF",
    page: "r_NULLIF_function",
    statements: [
      {
        sql: "select nullif(4, 4) as a, nullif('', 'x') as b, nullif(trim('  '), '') as c",
        answer: { rows: [[null, "", null]] },
      },
    ],
  },
  {
    construct: "GREATEST and LEAST",
    page: "r_GREATEST_LEAST",
    statements: [
      {
        sql: "select greatest(1, null, 3) as a, least('b', 'a', null) as b, greatest(null::int, null) as c",
        answer: { rows: [["3", "a", null]] },
      },
    ],
  },
  {
    construct: "CASE",
    page: "r_CASE_function",
    statements: [
      {
        sql: "select case when null then 1 when 2 > 1 then 2 end as a, case 'x' when 'y' then 1 else 0 end as b",
        answer: { rows: [["2", "0"]] },
      },
    ],
  },
  {
    construct: "CONVERT",
    page: "r_CAST_function",
    statements: [
      {
        sql: "select convert(integer, '12') + 1 as n, convert(decimal(5,1), 2.26) as d",
        answer: { rows: [["13", "2.3"]] },
      },
    ],
  },
  {
    construct: "CAST",
    page: "r_CAST_function",
    statements: [
      {
        sql: "select cast(162.00 as integer) as a, cast(109.652 as integer) as b, cast(109.652 as decimal(4,1)) as c",
        answer: { rows: [["162", "110", "109.7"]] },
      },
      {
        sql: "select 1.75::decimal as a, cast(2.5 as numeric) as b",
        answer: { rows: [["2", "3"]], types: ["numeric(18,0)", "numeric(18,0)"] },
      },
      { sql: "select 'many'::int", answer: { refused: 'ERROR: invalid input syntax for integer: "many"' } },
      {
        sql: "select '2024-05-06'::date::varchar as d, 12::varchar(1) as n, 3.5::varchar as f",
        answer: { rows: [["2024-05-06", "1", "3.5"]] },
      },
    ],
  },
  {
    construct: "BOOLEAN",
    page: "r_Boolean_type",
    statements: [
      {
        sql: "select 'yes'::boolean as a, 'f'::boolean as b, 1::boolean as c, '0'::boolean as d",
        answer: { rows: [["t", "f", "t", "f"]], types: ["bool", "bool", "bool", "bool"] },
      },
      {
        sql: "select true and null as a, not false as b, null is unknown as c",
        answer: { rows: [[null, "t", "t"]] },
      },
    ],
  },
  {
    construct: "VARCHAR",
    page: "r_Character_types",
    statements: [
      {
        setUp: ["create table short (a varchar(3))"],
        sql: "insert into short values ('éé')",
        answer: { refused: "value too long for type character varying(3)" },
      },
      {
        setUp: ["create table short (a varchar(3))", "insert into short values ('é'), ('abc   ')"],
        sql: "select a, len(a) as n from short order by a",
        answer: {
          rows: [
            ["abc", "3"],
            ["é", "1"],
          ],
        },
      },
      { sql: "select 'éé'::varchar(3) as a, 'abcdef'::char(4) as b", answer: { rows: [["é", "abcd"]] } },
      {
        sql: "select 'abc'::varchar(max) as a, cast('d' as character varying(max)) as b, max(c) as c from (select 'e'::nvarchar(max) as c)",
        answer: { rows: [["abc", "d", "e"]], types: ["varchar", "varchar", "varchar"] },
      },
      {
        setUp: ["create table fixed (a char(4))"],
        sql: "insert into fixed values ('abcde')",
        answer: { refused: "value too long for type character(4)" },
      },
      {
        setUp: ["create table fixed (a char(4))", "insert into fixed values ('ab')"],
        sql: "select a = 'ab' as same, len(a) as n, octet_length(a) as o from fixed",
        answer: { rows: [["t", "2", "2"]] },
      },
    ],
  },
  {
    construct: "VARBYTE",
    page: "r_VARBYTE_type",
    statements: [
      {
        sql: "select to_hex(to_varbyte('0fab', 'hex')) as a, from_varbyte(to_varbyte('abc', 'utf8'), 'hex') as b",
        answer: { rows: [["0fab", "616263"]] },
      },
      {
        sql: "select from_varbyte(to_varbyte('Zm9v', 'base64'), 'utf8') as t, from_varbyte(from_hex('666f6f'), 'utf8') as u",
        answer: { rows: [["foo", "foo"]] },
      },
    ],
  },
];
