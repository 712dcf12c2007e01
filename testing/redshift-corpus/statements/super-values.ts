import type { CorpusGroup } from "../corpus-statement";

export const SUPER_VALUES: readonly CorpusGroup[] = [
  {
    construct: "JSON_PARSE",
    page: "JSON_PARSE",
    statements: [
      {
        sql: 'select json_parse(\'{ "zeta": [1, 2.50, 9007199254740993], "a b": "x  y" }\') as s',
        answer: { rows: [['{"zeta":[1,2.50,9007199254740993],"a b":"x  y"}']], types: ["super"] },
      },
      { sql: "select json_parse(null) is null as n", answer: { rows: [["t"]] } },
      { sql: "select json_parse('[1,')", answer: { refused: "ERROR" } },
    ],
  },
  {
    construct: "JSON_SERIALIZE",
    page: "JSON_SERIALIZE",
    statements: [
      {
        sql: "select json_serialize(json_parse('[ true, {\"k\" : null} ]')) as s",
        answer: { rows: [['[true,{"k":null}]']], types: ["varchar"] },
      },
    ],
  },
  {
    construct: "SUPER",
    page: "r_SUPER_type",
    statements: [
      {
        setUp: [
          "create table bag (id int, props super)",
          "insert into bag values (1, 'plain'), (2, json_parse('[1]'))",
        ],
        sql: "select props from bag order by id",
        answer: { rows: [['"plain"'], ["[1]"]], types: ["super"] },
      },
      {
        sql: "select json_parse('12')::int + 1 as a, json_parse('\"12\"')::bigint as b, json_parse('\"x\"')::varchar as c, json_parse('true')::boolean as d",
        answer: { rows: [["13", "12", "x", "t"]] },
      },
      {
        sql: "select 'a'::super as a, 5::super as b, true::super as c",
        answer: { rows: [['"a"', "5", "true"]], types: ["super", "super", "super"] },
      },
      {
        sql: "select json_parse('1') = 1 as a, json_parse('\"x\"') = 'x' as b, json_parse('\"x\"') = 1 as c, json_parse('5') > 4.5 as d",
        answer: { rows: [["t", "t", "f", "t"]] },
      },
      {
        sql: "select distinct s from (select json_parse('1') as s union all select json_parse('1'))",
        answer: { rows: [["1"]] },
      },
    ],
  },
  {
    construct: "JSON_TYPEOF",
    page: "r_json_typeof",
    statements: [
      {
        sql: "select json_typeof(json_parse('[1]')) as a, json_typeof(json_parse('{}')) as b, json_typeof(json_parse('1')) as c, json_typeof(json_parse('\"\"')) as d, json_typeof(json_parse('true')) as e",
        answer: { rows: [["array", "object", "number", "string", "boolean"]] },
      },
    ],
  },
  {
    construct: "IS_ARRAY and others",
    page: "c_Type_Info_Functions",
    statements: [
      {
        sql: "select is_array(json_parse('[]')) as a, is_object(json_parse('[]')) as b, is_scalar(json_parse('1')) as c",
        answer: { rows: [["t", "f", "t"]] },
      },
      {
        sql: "select is_integer(json_parse('1')) as a, is_smallint(json_parse('70000')) as b, is_bigint(json_parse('3000000000')) as c, is_varchar(json_parse('\"x\"')) as d, is_boolean(json_parse('false')) as e",
        answer: { rows: [["t", "f", "t", "t", "t"]] },
      },
    ],
  },
  {
    construct: "ARRAY",
    page: "r_array",
    statements: [
      {
        sql: "select array(1, 'a', null) as a, array() as b, array(array(1), array(2, 3)) as c",
        answer: { rows: [['[1,"a",null]', "[]", "[[1],[2,3]]"]], types: ["super", "super", "super"] },
      },
    ],
  },
  {
    construct: "OBJECT",
    page: "r_object_function",
    statements: [
      {
        sql: "select object() as a, object('foo', 1, 'bar', array(2)) as b",
        answer: { rows: [["{}", '{"foo":1,"bar":[2]}']] },
      },
    ],
  },
  {
    construct: "ARRAY_CONCAT",
    page: "r_array_concat",
    statements: [
      {
        sql: "select array_concat(array(10001), array(10002, 10003)) as a",
        answer: { rows: [["[10001,10002,10003]"]] },
      },
    ],
  },
  {
    construct: "ARRAY_FLATTEN",
    page: "array_flatten",
    statements: [
      {
        sql: "select array_flatten(array(array(1, 2), array(3, array(4)))) as a",
        answer: { rows: [["[1,2,3,4]"]] },
      },
    ],
  },
  {
    construct: "SUBARRAY",
    page: "r_subarray",
    statements: [
      {
        sql: "select subarray(array('a', 'b', 'c', 'd'), 1, 2) as a, subarray(array(1, 2, 3), 2) as b",
        answer: { rows: [['["b","c"]', "[3]"]] },
      },
    ],
  },
  {
    construct: "SPLIT_TO_ARRAY",
    page: "split_to_array",
    statements: [
      {
        sql: "select split_to_array('12|345|6', '|') as a, split_to_array('a,b') as b",
        answer: { rows: [['["12","345","6"]', '["a","b"]']] },
      },
    ],
  },
  {
    construct: "GET_ARRAY_LENGTH",
    page: "get_array_length",
    statements: [
      {
        sql: "select get_array_length(array(1, 2, 3)) as a, get_array_length(split_to_array('a b', ' ')) as b",
        answer: { rows: [["3", "2"]] },
      },
    ],
  },
  {
    construct: "CAN_JSON_PARSE",
    page: "CAN_JSON_PARSE",
    statements: [
      {
        sql: "select can_json_parse('[10001,10002]') as a, can_json_parse('{\"a\"') as b",
        answer: { rows: [["t", "f"]], types: ["bool", "bool"] },
      },
    ],
  },
  {
    construct: "JSON_EXTRACT_PATH_TEXT",
    page: "JSON_EXTRACT_PATH_TEXT",
    statements: [
      {
        sql: "select json_extract_path_text('{\"a\":{\"b\":\"x\",\"c\":[1, 2]}}', 'a', 'b') as a, json_extract_path_text('{\"a\":1}', 'z') as b",
        answer: { rows: [["x", null]], types: ["varchar", "varchar"] },
      },
      { sql: "select json_extract_path_text('{\"a\":', 'a', true) as a", answer: { rows: [[null]] } },
      {
        sql: "select json_extract_path_text('{\"a\":', 'a') as a",
        answer: { refused: "JSON parsing error" },
      },
    ],
  },
  {
    construct: "JSON_EXTRACT_ARRAY_ELEMENT_TEXT",
    page: "JSON_EXTRACT_ARRAY_ELEMENT_TEXT",
    statements: [
      {
        sql: "select json_extract_array_element_text('[111,112,113]', 2) as a, json_extract_array_element_text('[\"a\",[1]]', 1) as b",
        answer: { rows: [["113", "[1]"]] },
      },
    ],
  },
  {
    construct: "JSON_ARRAY_LENGTH",
    page: "JSON_ARRAY_LENGTH",
    statements: [
      {
        sql: "select json_array_length('[11,12,{\"f1\":21},14]') as a, json_array_length('[1', true) as b",
        answer: { rows: [["4", null]], types: ["int4", "int4"] },
      },
    ],
  },
  {
    construct: "IS_VALID_JSON",
    page: "IS_VALID_JSON",
    statements: [
      {
        sql: "select is_valid_json('{\"a\":2}') as a, is_valid_json('{a:2}') as b, is_valid_json_array('[1]') as c, is_valid_json_array('{\"a\":1}') as d",
        answer: { rows: [["t", "f", "t", "f"]] },
      },
    ],
  },
];
