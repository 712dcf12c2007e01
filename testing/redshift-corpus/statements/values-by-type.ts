import type { CorpusGroup } from "../corpus-statement";

/** Values that depend on what the type of one of them says. */
export const VALUES_BY_TYPE: readonly CorpusGroup[] = [
  {
    construct: "blanks at the end of a VARCHAR that is compared",
    page: "r_Character_types",
    statements: [
      {
        sql: "select 'oak ' = 'oak' as a, 'oak' <> 'oak  ' as b, 'oak ' in ('elm', 'oak') as c, ' oak' = 'oak' as d, 'oak ' like 'oak' as e, len('oak ') as n",
        answer: { rows: [["t", "f", "t", "f", "f", "4"]] },
      },
      {
        setUp: [
          "create table trees (id int, kind varchar(20), mark char(8))",
          "insert into trees values (1, 'oak', 'oak'), (2, 'oak  ', 'oak'), (3, 'elm', 'elm ')",
        ],
        sql: "select count(distinct kind) as kinds, sum(case when kind = mark then 1 else 0 end) as same, (select count(*) from trees a join trees b on a.kind = b.kind) as pairs, (select count(*) from (select kind from trees union select kind from trees) u) as both from trees",
        answer: { rows: [["2", "3", "5", "2"]] },
      },
      {
        sql: "select n, rank() over (order by kind) as place from (select 1 as n, 'oak '::varchar as kind union all select 2, 'oak' union all select 3, 'yew') t order by n",
        answer: {
          rows: [
            ["1", "1"],
            ["2", "1"],
            ["3", "3"],
          ],
        },
      },
    ],
  },
  {
    construct: "a year after a leap day, decades, times in UTC",
    page: "r_DATEADD_function",
    statements: [
      {
        sql: "select dateadd(year, 1, '2020-02-29') as a, dateadd(month, 12, '2020-02-29') as b, dateadd(year, 4, date '2020-02-29') as c, dateadd(yr, -1, timestamptz '2020-02-29 07:00:00+00') as d",
        answer: {
          rows: [
            ["2021-03-01 00:00:00", "2021-02-28 00:00:00", "2024-02-29 00:00:00", "2019-03-01 07:00:00+00"],
          ],
        },
      },
      {
        sql: "select dateadd(minute, 30, timetz '22:40:00 PST') as t",
        answer: { rows: [["07:10:00+00"]], types: ["timetz"] },
      },
      {
        sql: "select extract(decade from timestamp '1989-12-31 00:00:00') as a, date_part(decades, date '1990-01-01') as b, datediff(decade, '1989-12-31', '1990-01-01') as c",
        answer: { rows: [["199", "200", "1"]] },
      },
    ],
  },
  {
    construct: "CONVERT_TIMEZONE in a session with a time zone",
    page: "CONVERT_TIMEZONE",
    statements: [
      {
        setUp: ["set timezone to 'America/New_York'"],
        sql: "select convert_timezone('Asia/Tokyo', '2024-02-01 08:00:00') as t",
        answer: { rows: [["2024-02-01 17:00:00"]], types: ["timestamp"] },
      },
    ],
  },
  {
    construct: "VARBYTE in bits",
    page: "r_VARBYTE_OPERATORS",
    statements: [
      {
        sql: "select from_varbyte(to_varbyte('01000010', 'binary'), 'utf8') as a, from_varbyte('B'::varbyte, 'binary') as b, from_varbyte(to_varbyte('f', 'hex'), 'hex') as c",
        answer: { rows: [["B", "01000010", "0f"]] },
      },
      {
        sql: "select from_varbyte(~'c'::varbyte, 'binary') as a, from_varbyte('c'::varbyte & 'e'::varbyte, 'utf8') as b, from_varbyte('a'::varbyte | 'b'::varbyte, 'utf8') as c, from_varbyte('oa'::varbyte + 'k'::varbyte, 'utf8') as d, from_varbyte(concat('el'::varbyte, 'm'::varbyte), 'utf8') as e",
        answer: { rows: [["10011100", "a", "c", "oak", "elm"]] },
      },
      {
        sql: "select 'yew'::varbyte, to_hex(json_serialize_to_varbyte(json_parse('[7]'))) as j",
        answer: { rows: [["\\x796577", "5b375d"]], columns: ["varbyte", "j"], types: ["varbyte", "varchar"] },
      },
    ],
  },
  {
    construct: "casts of what a SUPER does not hold",
    page: "query-super",
    statements: [
      {
        sql: "select json_parse('\"new\"')::int as a, json_parse('\"new\"')::date as b, json_parse('9000000000')::int as c, json_parse('[4]')::varchar as d, json_parse('\"4\"')::decimal(3,1) as e, json_parse('true')::float as f",
        answer: { rows: [[null, null, null, null, "4.0", null]] },
      },
      {
        setUp: ["set cast_super_null_on_error to off"],
        sql: "select json_parse('\"new\"')::int as a",
        answer: { refused: 'invalid input syntax for integer: "new"' },
      },
      {
        sql: "select 8::super::bool as a, 8.0::super::bool as b, 0::super::bool as c, 'yes'::super::bool as d",
        answer: { rows: [["t", null, "f", "t"]] },
      },
      { sql: "select date '2024-05-06'::super", answer: { refused: "cannot cast type date to super" } },
      { sql: "select array(timestamp '2024-05-06 07:08:09')", answer: { refused: "to super" } },
      {
        sql: "select json_serialize(json_parse('\"fir\"')) as a, json_serialize(array('fir', 2)) as b",
        answer: { rows: [['"fir"', '["fir",2]']], types: ["varchar", "varchar"] },
      },
      {
        sql: "select array_flatten(array('a', array('b', array('c', array())), null)) as a",
        answer: { rows: [['["a","b","c",null]']] },
      },
    ],
  },
  {
    construct: "names of columns with a path in them",
    page: "query-super",
    statements: [
      {
        sql: "select t.s.n[1]::int + 1, t.s.n[0]::decimal(5,2), t.s.n[0]::character varying(3), t.s.n[0]::varchar || 'a' from (select json_parse('{\"n\":[4,5]}') as s) t",
        answer: {
          rows: [["6", "4.00", "4", "4a"]],
          columns: ["?column?", "n", "n", "?column?"],
        },
      },
      {
        sql: "select max(json_parse('1'))",
        answer: { refused: "function max(super) is not unique" },
      },
    ],
  },
  {
    construct: "words of the engine's grammar",
    page: "json-functions",
    statements: [
      {
        sql: "select json_array('a', 2)",
        answer: { refused: 'function json_array("unknown", integer) does not exist' },
      },
      { sql: "select json_object('a', 2)", answer: { refused: "function json_object" } },
    ],
  },
  {
    construct: "scales of quotients with CASE and NULLIF",
    page: "r_numeric_computations201",
    statements: [
      {
        sql: "select price / nullif(share, 0) as a, price / case when share > 0 then share else 1 end as b, case when share > 0 then price end / 3 as c from (select 10.00::decimal(8,2) as price, 4.00::decimal(8,2) as share) t",
        answer: {
          rows: [["2.500000000", "2.5000000000000", "3.3333333333333"]],
          types: ["numeric(17,9)", "numeric(21,13)", "numeric(19,13)"],
        },
      },
    ],
  },
  {
    construct: "names of columns",
    page: "r_DATEADD_function",
    statements: [
      {
        sql: "select dateadd(day, 1, '2024-05-06'), datediff(day, '2024-05-06', '2024-05-08'), extract(month from date '2024-05-06'), sysdate > '2020-01-01' as now",
        answer: {
          rows: [["2024-05-07 00:00:00", "2", "5", "t"]],
          columns: ["date_add", "date_diff", "date_part", "now"],
        },
      },
      {
        sql: "select nullif(kind, ''), nullif(trim(kind), 'x'), nullif(1, 1), nullif(kind, '')::char(2) from (select 'fir'::varchar as kind) t",
        answer: { rows: [["fir", "fir", null, "fi"]], columns: ["kind", "btrim", "case", "kind"] },
      },
      {
        sql: "select u.current_user = user as a, u.date = current_date as b, u.timestamp = sysdate as c from (select user, current_date, sysdate) u",
        answer: { rows: [["t", "t", "t"]] },
      },
    ],
  },
];
