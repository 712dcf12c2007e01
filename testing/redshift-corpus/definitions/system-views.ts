import type { CorpusGroup } from "../corpus-statement";

/** Names of this project's own: schemas are the warehouse's, so each statement that asks by name has its own table. */
const FLEET = [
  "create table fleet (van int not null encode az64, plate varchar(12) encode zstd, bought date, primary key (van)) diststyle key distkey(van) compound sortkey (bought, van)",
  "insert into fleet values (1, 'AB-1', '2024-05-01'), (2, 'AB-2', '2024-06-01')",
];
const HERE = "current_schema()";

export const SYSTEM_VIEWS: readonly CorpusGroup[] = [
  {
    construct: "system views of tables and columns",
    page: "svv_views",
    statements: [
      {
        setUp: FLEET,
        sql: 'select "column", type, encoding, distkey, sortkey, "notnull" from pg_table_def where tablename = \'fleet\'',
        answer: {
          rows: [
            ["van", "integer", "az64", "t", "2", "t"],
            ["plate", "character varying(12)", "zstd", "f", "0", "f"],
            ["bought", "date", "none", "f", "1", "f"],
          ],
          columns: ["column", "type", "encoding", "distkey", "sortkey", "notnull"],
        },
      },
      {
        setUp: FLEET,
        sql: `select "table", diststyle, sortkey1, sortkey_num, tbl_rows from svv_table_info where "schema" = ${HERE}`,
        answer: { rows: [["fleet", "KEY(van)", "bought", "2", "2"]] },
      },
      {
        setUp: ["create table depot_a (n int) diststyle all", "insert into depot_a values (1)"],
        sql: `select diststyle, sortkey1 from svv_table_info where "table" = 'depot_a'`,
        answer: { rows: [["ALL", "AUTO(SORTKEY)"]] },
      },
      {
        setUp: [...FLEET, "create view vans as select van from fleet"],
        sql: `select table_name, table_type from svv_tables where table_schema = ${HERE} order by 1`,
        answer: {
          rows: [
            ["fleet", "BASE TABLE"],
            ["vans", "VIEW"],
          ],
        },
      },
      {
        setUp: FLEET,
        sql: `select column_name, ordinal_position, is_nullable, data_type, character_maximum_length from svv_columns where table_schema = ${HERE} order by 2`,
        answer: {
          rows: [
            ["van", "1", "NO", "integer", null],
            ["plate", "2", "YES", "character varying", "12"],
            ["bought", "3", "YES", "date", null],
          ],
        },
      },
      {
        setUp: FLEET,
        sql: `select database_name, table_name, table_type from svv_all_tables where schema_name = ${HERE}`,
        answer: { rows: [["dev", "fleet", "TABLE"]] },
      },
      {
        setUp: FLEET,
        sql: `select column_name, encoding, distkey, sortkey from svv_redshift_columns where schema_name = ${HERE} order by ordinal_position`,
        answer: {
          rows: [
            ["van", "az64", "t", "2"],
            ["plate", "zstd", "f", "0"],
            ["bought", "none", "f", "1"],
          ],
        },
      },
      {
        setUp: ["create table crossed (a int, b int) interleaved sortkey (b, a)"],
        sql: "select \"column\", sortkey from pg_table_def where tablename = 'crossed'",
        answer: {
          rows: [
            ["a", "-2"],
            ["b", "1"],
          ],
        },
      },
      {
        setUp: FLEET,
        sql: "select c.reldiststyle, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid where c.relname = 'fleet' and a.attsortkeyord = 1",
        answer: { rows: [["1", "bought"]] },
      },
      {
        sql: "select database_name, database_type from svv_redshift_databases",
        answer: { rows: [["dev", "local"]] },
      },
      {
        setUp: [...FLEET, "create materialized view mv_vans auto refresh yes as select van from fleet"],
        sql: "select name, autorefresh from svv_mv_info where name = 'mv_vans'",
        answer: { rows: [["mv_vans", "t"]] },
      },
    ],
  },
  {
    construct: "system views of users and privileges",
    page: "r_SVV_RELATION_PRIVILEGES",
    statements: [
      {
        setUp: ["create user user_60 password disable createdb"],
        sql: "select usename, usecreatedb, usesuper from pg_user where usename = 'user_60'",
        answer: { rows: [["user_60", "t", "f"]] },
      },
      {
        setUp: ["create group group_61", "create user user_61 password disable in group group_61"],
        sql: "select g.groname, u.usename from pg_group g join pg_user u on u.usesysid = any (g.grolist) where g.groname = 'group_61'",
        answer: { rows: [["group_61", "user_61"]] },
      },
      {
        setUp: [
          "create role role_62",
          "create user user_62 password disable",
          "grant role role_62 to user_62",
        ],
        sql: "select user_name, role_name, admin_option from svv_user_grants where user_name = 'user_62'",
        answer: { rows: [["user_62", "role_62", "f"]] },
      },
      {
        setUp: [
          "create group group_63",
          "create role role_63",
          ...FLEET,
          "grant select on fleet to group group_63",
          "grant delete on fleet to role role_63",
        ],
        sql: `select privilege_type, identity_name, identity_type from svv_relation_privileges where namespace_name = ${HERE} and identity_type <> 'user' order by 2`,
        answer: {
          rows: [
            ["SELECT", "group_63", "group"],
            ["DELETE", "role_63", "role"],
          ],
        },
      },
    ],
  },
  {
    construct: "system views of what was run",
    page: "cm_chap_system-tables",
    statements: [
      {
        sql: "select starttime, filename, line_number, colname, err_reason from stl_load_errors order by starttime desc limit 5",
        answer: { rows: [] },
      },
      {
        sql: "select query_id, status, elapsed_time, query_text from sys_query_history where status = 'failed'",
        answer: { rows: [] },
      },
      { sql: "select table_id, file_name, error_message from sys_load_error_detail", answer: { rows: [] } },
      { sql: "select query, trim(querytxt) as text from stl_query where aborted = 1", answer: { rows: [] } },
      { sql: "select query, elapsed from svl_qlog order by query desc limit 3", answer: { rows: [] } },
      { sql: "select pid, status from stv_recents where status = 'Running'", answer: { rows: [] } },
    ],
  },
  {
    construct: "SHOW",
    page: "r_SHOW_TABLES",
    statements: [
      {
        setUp: [
          "drop schema if exists yard cascade",
          "create schema yard",
          "create table yard.cranes (no int)",
        ],
        sql: "show tables from schema dev.yard like 'cr%' limit 5",
        answer: {
          rows: [
            [
              "dev",
              "yard",
              "cranes",
              "TABLE",
              null,
              null,
              "analyst",
              null,
              null,
              "AUTO(ALL)",
              "REGULAR TABLE",
            ],
          ],
          columns: [
            "database_name",
            "schema_name",
            "table_name",
            "table_type",
            "table_acl",
            "remarks",
            "owner",
            "last_altered_time",
            "last_modified_time",
            "dist_style",
            "table_subtype",
          ],
        },
      },
      {
        setUp: ["drop schema if exists yard cascade", "create schema yard"],
        sql: "show schemas from database dev like 'yard'",
        answer: { runs: true },
      },
      { sql: "show databases", answer: { rows: [["dev", "1", "local", null, null, "Snapshot Isolation"]] } },
      { setUp: FLEET, sql: "show columns from table fleet like 'plate'", answer: { runs: true } },
      { setUp: FLEET, sql: "show table fleet", answer: { runs: true } },
      {
        setUp: [...FLEET, "create view vans as select van from fleet"],
        sql: "show view vans",
        answer: { runs: true },
      },
      {
        setUp: [...FLEET, "create group group_70", "grant select on fleet to group group_70"],
        sql: "show grants on table fleet",
        answer: { runs: true },
      },
      { sql: "show tables from schema prod.public", answer: { lacks: "SHOW TABLES of another database" } },
      { sql: "show timezone", answer: { rows: [["UTC"]] } },
    ],
  },
];
