import type { CorpusGroup } from "../corpus-statement";

const RUNS = { runs: true } as const;
const WELLS = [
  "create table wells (no int not null, depth int, site varchar(10))",
  "insert into wells values (1, 40, 'east'), (2, 55, 'west')",
];
const SCHEMA = ["drop schema if exists field cascade", "create schema field"];

export const VIEWS: readonly CorpusGroup[] = [
  {
    construct: "views without schema binding",
    page: "r_CREATE_VIEW",
    statements: [
      {
        setUp: SCHEMA,
        sql: "create view later as select * from field.crops with no schema binding",
        answer: RUNS,
      },
      {
        setUp: [...SCHEMA, "create view later as select * from field.crops with no schema binding"],
        sql: "select * from later",
        answer: { refused: 'relation "field.crops" does not exist' },
      },
      {
        setUp: [
          ...SCHEMA,
          "create view later as select * from field.crops with no schema binding",
          "create table field.crops (kind varchar(9), tons int)",
          "insert into field.crops values ('rye', 12)",
        ],
        sql: "select * from later",
        answer: { rows: [["rye", "12"]], columns: ["kind", "tons"] },
      },
      {
        setUp: [
          ...SCHEMA,
          "create table field.crops (kind varchar(9))",
          "create view later as select * from field.crops with no schema binding",
          "drop table field.crops",
          "create table field.crops (acre int, kind varchar(9))",
          "insert into field.crops values (7, 'oats')",
        ],
        sql: "select acre from later where kind = 'oats'",
        answer: { rows: [["7"]] },
      },
      {
        setUp: [
          ...SCHEMA,
          "create table field.crops (kind varchar(9))",
          "create view later as select * from field.crops with no schema binding",
        ],
        sql: "drop table field.crops",
        answer: RUNS,
      },
      {
        setUp: ["create table crops (kind varchar(9))"],
        sql: "create view later as select * from crops with no schema binding",
        answer: {
          refused:
            "All the relation names inside should be qualified when creating views with no schema binding.",
        },
      },
      {
        setUp: ["create table crops (kind varchar(9))", "create view kinds as select kind from crops"],
        sql: "drop table crops",
        answer: { refused: "because other objects depend on it" },
      },
    ],
  },
  {
    construct: "materialized views",
    page: "materialized-view-create-sql-command",
    statements: [
      {
        setUp: WELLS,
        sql: "create materialized view by_site backup no diststyle key distkey(site) sortkey(site) auto refresh yes as select site, max(depth) as deepest from wells group by site",
        answer: RUNS,
      },
      {
        setUp: [
          ...WELLS,
          "create materialized view by_site as select site, count(*) as wells from wells group by site",
          "insert into wells values (3, 60, 'east')",
        ],
        sql: "select wells from by_site where site = 'east'",
        answer: { rows: [["1"]] },
      },
      {
        setUp: [
          ...WELLS,
          "create materialized view by_site as select site, count(*) as wells from wells group by site",
          "insert into wells values (3, 60, 'east')",
          "refresh materialized view by_site",
        ],
        sql: "select wells from by_site where site = 'east'",
        answer: { rows: [["2"]] },
      },
      {
        setUp: [...WELLS, "create materialized view by_site as select site from wells"],
        sql: "alter materialized view by_site auto refresh no",
        answer: RUNS,
      },
      {
        setUp: [...WELLS, "create materialized view by_site as select site from wells"],
        sql: "drop materialized view if exists by_site cascade",
        answer: RUNS,
      },
      {
        setUp: [...WELLS, "create materialized view by_site as select site, depth from wells"],
        sql: `select t.table_name, t.table_type, t.is_insertable_into, c.column_name, c.ordinal_position from information_schema.tables t
          join information_schema.columns c using (table_schema, table_name)
          where t.table_schema = current_schema() and t.table_name like 'by%' order by 5`,
        answer: {
          rows: [
            ["by_site", "VIEW", "NO", "site", "1"],
            ["by_site", "VIEW", "NO", "depth", "2"],
          ],
        },
      },
      {
        setUp: [
          ...WELLS,
          "create materialized view by_site as select site from wells",
          "create view deep as select site from wells where depth > 40",
        ],
        sql: `select p.viewname, position('CREATE MATERIALIZED VIEW' in upper(p.definition)) > 0 as is_kept, i.table_name is not null as is_listed
          from pg_views p left join information_schema.views i on i.table_schema = p.schemaname and i.table_name = p.viewname
          where p.schemaname = current_schema() and p.viewname in ('by_site', 'deep') order by 1`,
        answer: {
          rows: [
            ["by_site", "t", "t"],
            ["deep", "f", "t"],
          ],
        },
      },
    ],
  },
];
