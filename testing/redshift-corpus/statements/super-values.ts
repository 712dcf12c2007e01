import type { CorpusGroup } from "../corpus-statement";

export const SUPER_VALUES: readonly CorpusGroup[] = [
  {
    construct: "JSON_PARSE",
    page: "JSON_PARSE",
    statements: [
      {
        sql: `select json_parse('{ "zeta": [1, 2.50, 9007199254740993], "a b": "x  y" }') as s`,
        answer: { rows: [['{"zeta":[1,2.50,9007199254740993],"a b":"x  y"}']], types: ["super"] },
      },
      { sql: "select json_parse(null) is null", answer: { rows: [["t"]] } },
      { sql: "select json_parse('[1,')", answer: { refused: "ERROR" } },
    ],
  },
  {
    construct: "JSON_SERIALIZE",
    page: "JSON_SERIALIZE",
    statements: [
      {
        sql: `select json_serialize(json_parse('[ true, {"k" : null} ]')) as s`,
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
    ],
  },
];
