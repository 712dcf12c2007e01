import type { CorpusGroup } from "../corpus-statement";

const RUNS = { runs: true } as const;

/** What administrators' scripts say besides. */
export const RIGHTS_AND_SETTINGS: readonly CorpusGroup[] = [
  {
    construct: "several roles",
    page: "r_GRANT",
    statements: [
      {
        setUp: ["create role rower_70", "create role rower_71", "create user user_70 password disable"],
        sql: "grant role rower_70, role rower_71 to user_70",
        answer: RUNS,
      },
      {
        setUp: [
          ...["create role rower_72", "create role rower_73", "create user user_72 password disable"],
          "grant role rower_72, rower_73 to user_72",
        ],
        sql: "revoke role rower_72, role rower_73 from user_72",
        answer: RUNS,
      },
    ],
  },
  {
    construct: "ALTER USER … WITH",
    page: "r_ALTER_USER",
    statements: [
      {
        setUp: ["create user user_74 password disable"],
        sql: "alter user user_74 with rename to user_74b",
        answer: RUNS,
      },
    ],
  },
  {
    construct: "types of computed text",
    page: "r_Character_types",
    statements: [
      {
        setUp: [
          "create table piers (place varchar(10))",
          "create view pier_names as select upper(place) as up, place || '!' as loud, 'pier' as kind from piers",
        ],
        sql: "select i.column_name, i.data_type, s.data_type as of_service from information_schema.columns i join svv_columns s using (table_schema, table_name, column_name) where i.table_schema = current_schema() and i.table_name = 'pier_names' order by 1",
        answer: {
          rows: [
            ["kind", "character varying", "character varying"],
            ["loud", "character varying", "character varying"],
            ["up", "character varying", "character varying"],
          ],
        },
      },
    ],
  },
  {
    construct: "two keys in one ALTER TABLE",
    page: "r_ALTER_TABLE",
    statements: [
      {
        setUp: [
          "create table piers (n int, place int)",
          "alter table piers alter sortkey (n), alter distkey place",
        ],
        sql: "select \"column\", distkey, sortkey from pg_table_def where schemaname = current_schema() and tablename = 'piers' order by 1",
        answer: {
          rows: [
            ["n", "f", "1"],
            ["place", "t", "0"],
          ],
        },
      },
    ],
  },
  {
    construct: "settings",
    page: "r_SHOW",
    statements: [
      {
        setUp: ["set json_parse_truncate_strings to on"],
        sql: "show json_parse_truncate_strings",
        answer: { rows: [["on"]] },
      },
      { sql: "show all", answer: RUNS },
    ],
  },
];
