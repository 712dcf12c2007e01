import type { CorpusGroup } from "../corpus-statement";

const CRATES = [
  "create table crates (id int primary key, tags super, mark varbyte(8), place geometry, note varchar(20))",
];

export const CATALOGUE_LISTS: readonly CorpusGroup[] = [
  {
    construct: "types and databases in the catalogue",
    page: "r_PG_TABLE_DEF",
    statements: [
      {
        setUp: CRATES,
        sql: "select \"column\", type from pg_table_def where schemaname = current_schema() and tablename = 'crates'",
        answer: {
          rows: [
            ["id", "integer"],
            ["tags", "super"],
            ["mark", "binary varying"],
            ["place", "geometry"],
            ["note", "character varying(20)"],
          ],
        },
      },
      {
        setUp: CRATES,
        sql: "select table_catalog, column_name, data_type from information_schema.columns where table_schema = current_schema() and table_name = 'crates' and ordinal_position < 3 order by 2",
        answer: {
          rows: [
            ["dev", "id", "integer"],
            ["dev", "tags", "super"],
          ],
        },
      },
      {
        setUp: CRATES,
        sql: "select t.table_catalog = current_database() as a, s.catalog_name = current_database() as b, (select count(*) from svv_columns c where c.table_name = t.table_name and c.data_type = 'super') as supers from information_schema.tables t join information_schema.schemata s on s.schema_name = t.table_schema where t.table_name = 'crates'",
        answer: { rows: [["t", "t", "1"]] },
      },
      {
        setUp: CRATES,
        sql: "select c.constraint_catalog, c.constraint_type, k.column_name from information_schema.table_constraints c join information_schema.key_column_usage k using (constraint_schema, constraint_name) where c.table_schema = current_schema()",
        answer: { rows: [["dev", "PRIMARY KEY", "id"]] },
      },
      {
        setUp: CRATES,
        sql: "select constraint_type from information_schema.table_constraints where table_schema = current_schema()",
        answer: { rows: [["PRIMARY KEY"]] },
      },
      {
        setUp: CRATES,
        sql: "select format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'crates'::regclass and attname = 'tags'",
        answer: { rows: [["super"]] },
      },
      {
        sql: "select array(1)::interval",
        answer: { refused: "cannot cast type super to interval" },
      },
      {
        sql: "select table_name from information_schema.table_privileges where table_schema = 'pg_internal'",
        answer: { rows: [] },
      },
    ],
  },
  {
    construct: "what the catalogue lacks",
    page: "serverless_views-monitoring",
    statements: [
      { sql: "select * from sys_procedure_call", answer: { lacks: "the system view SYS_PROCEDURE_CALL" } },
      { sql: "select * from pg_external_schema", answer: { lacks: "the system view PG_EXTERNAL_SCHEMA" } },
      { sql: "select * from sys_of_ours", answer: { refused: 'relation "sys_of_ours" does not exist' } },
      { sql: "show procedures from schema dev.public", answer: { lacks: "SHOW PROCEDURES FROM" } },
    ],
  },
];
