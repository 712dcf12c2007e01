import type { CorpusGroup } from "../corpus-statement";

export const DOCUMENTED_FUNCTIONS: readonly CorpusGroup[] = [
  {
    construct: "functions of arrays in SUPER",
    page: "c_Array_Functions",
    statements: [
      {
        sql: "select array_sort(array('pear', 7, null, true, 'fig', 2.5)) as up, array_sort(array('pear', 7, null, true, 'fig', 2.5), false) as down, array_sort(array(3, null, 1), false, false) as last",
        answer: {
          rows: [['[true,2.5,7,"fig","pear",null]', '[null,"pear","fig",7,2.5,true]', "[3,1,null]"]],
          types: ["super", "super", "super"],
        },
      },
      {
        sql: "select array_contains(array('oak', 'elm'), 'elm') as a, array_contains(array('oak', null), null) as b, array_contains(array('oak', null), 'ash', false) as c, array_contains(array(1, 2), 3) as d",
        answer: { rows: [["t", "t", null, "f"]], types: ["bool", "bool", "bool", "bool"] },
      },
      {
        sql: "select array_position(array('oak', 'elm', 'elm'), 'elm') as a, array_position(array(1), 5) as b, array_positions(array('oak', null, 'elm', null), null) as c, array_positions(array(1, 2), 3) as d",
        answer: { rows: [["1", "-1", "[1,3]", "[]"]] },
      },
      {
        setUp: ["set default_array_search_null_handling to false"],
        sql: "select array_contains(array('oak', null), null) as a, array_contains(array('oak', null), 'oak') as b, array_position(array('oak', null), 'elm') as c",
        answer: { rows: [[null, "t", null]] },
      },
      {
        setUp: [
          "create table walks (id int, stops super)",
          `insert into walks select 1, json_parse('["mill","pond","pond",null]')`,
        ],
        sql: "select array_distinct(stops) as a, array_intersection(stops, array('pond', 'pond', 'inn', null)) as b, array_intersection(stops, array('pond'), true) as c, array_except(stops, array('pond')) as d, array_except(stops, array('pond'), true) as e from walks",
        answer: {
          rows: [
            [
              '["mill","pond",null]',
              '["pond","pond",null]',
              '["pond"]',
              '["mill","pond",null]',
              '["mill",null]',
            ],
          ],
        },
      },
      { sql: "select array_union(array(1), array(2))", answer: { lacks: "the function ARRAY_UNION" } },
    ],
  },
  {
    construct: "VARBYTE",
    page: "r_VARBYTE_type",
    statements: [
      {
        sql: "select from_varbyte('fig'::varbyte, 'hex') as a, to_hex('fig'::varbyte(3)) as b, from_varbyte(cast(word as varbyte), 'utf8') as c, octet_length('é'::varbyte) as d from (select 'oak'::varchar as word) w",
        answer: { rows: [["666967", "666967", "oak", "2"]] },
      },
      {
        setUp: [
          "create table seals (id int, mark varbyte(8))",
          "insert into seals values (1, 'ab'::varbyte), (2, from_hex('6364'))",
        ],
        sql: "select id, mark::varchar as mark, substring(mark, 2, 1)::varchar as tail from seals where mark || 'd'::varbyte <> 'abd'::varbyte",
        answer: { rows: [["2", "cd", "d"]] },
      },
      {
        sql: "select getbit(from_hex('4d'), 2) as a, getbit(from_hex('4d'), 1) as b",
        answer: { rows: [["1", "0"]] },
      },
    ],
  },
  {
    construct: "times with zones, hours beyond a day",
    page: "r_DATEADD_function",
    statements: [
      {
        sql: "select dateadd(hour, 2, '13:05:01+04'::timetz) as later, datediff(minutes, timetz '20:00:00+02', timetz '20:00:00+00') as minutes",
        answer: { rows: [["11:05:01+00", "120"]], types: ["timetz", "int8"] },
      },
      {
        sql: "select to_timestamp('2024-02-28 24:15:30', 'YYYY-MM-DD HH24:MI:SS') as a, to_timestamp('2024-02-28 07:15', 'YYYY-MM-DD HH24:MI', true) as b",
        answer: {
          rows: [["2024-02-29 00:15:30+00", "2024-02-28 07:15:00+00"]],
          types: ["timestamptz", "timestamptz"],
        },
      },
      {
        sql: "select date_part(year, '2024-05-06') as y, extract(month from '2024-05-06') as m, date_part('dayofyear', date '2024-02-01') as d",
        answer: { rows: [["2024", "5", "32"]], columns: ["y", "m", "d"] },
      },
      {
        sql: "select to_timestamp('2024-02-28 24:15:30', 'YYYY-MM-DD HH24:MI:SS', true)",
        answer: { refused: "date/time field value out of range" },
      },
    ],
  },
  {
    construct: "system information",
    page: "r_HAS_DATABASE_PRIVILEGE",
    statements: [
      {
        sql: "select has_database_privilege('dev', 'create') as a, has_database_privilege('analyst', current_database(), 'temp') as b",
        answer: { rows: [["t", "t"]] },
      },
      { sql: "select current_session_arn()", answer: { lacks: "the function CURRENT_SESSION_ARN" } },
      { sql: `select '{"a": 1}'::json`, answer: { refused: 'type "json" does not exist' } },
      {
        sql: "select nobody_made_it(array(1), 'x')",
        answer: { refused: 'function nobody_made_it(super, "unknown") does not exist' },
      },
    ],
  },
  {
    construct: "rows in the place of a table",
    page: "c_unsupported-postgresql-features",
    statements: [
      {
        sql: "select n from (values (1), (2)) v(n)",
        answer: { refused: 'syntax error at or near ","' },
      },
      {
        sql: "with v as (values (1)) select * from v",
        answer: { refused: 'syntax error at or near "values"' },
      },
      { sql: "select 1 intersect all select 1", answer: { refused: 'syntax error at or near "all"' } },
    ],
  },
];
