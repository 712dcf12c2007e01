import type { CorpusGroup } from "./corpus-statement";

/**
 * Statements of the Database Developer Guide that hardly anybody's SQL has, and that the local accounts lack: what is asked is that they
 * say so. The corpus measures what they run; these are not in its share.
 */
export const NAMED_LACKS: readonly CorpusGroup[] = [
  {
    construct: "casts that may fail",
    page: "r_TRY_CAST",
    statements: [
      { sql: "select try_cast('123' as int)", answer: { lacks: "the function TRY_CAST" } },
      {
        setUp: ["create table readings (value varchar(20))"],
        sql: "select value, try_cast(value as decimal(10,2)) as amount from readings",
        answer: { lacks: "the function TRY_CAST" },
      },
    ],
  },
  {
    construct: "names and roles of the service, other databases",
    page: "r_GRANT",
    statements: [
      { sql: "grant role sys:dba to user_80", answer: { lacks: "the name sys:dba" } },
      { sql: "create user okta:rower password disable", answer: { lacks: "the name okta:rower" } },
      { sql: "grant usage on database harbour to user_80", answer: { lacks: "GRANT USAGE ON DATABASE" } },
      {
        setUp: ["create user user_76 password disable"],
        sql: "grant select on harbour.public.piers to user_76",
        answer: { lacks: "the table harbour.public.piers of another database" },
      },
    ],
  },
  {
    construct: "a user's settings",
    page: "r_ALTER_USER",
    statements: [
      {
        setUp: ["create user user_75 password disable"],
        sql: "alter user user_75 with set query_group to 'boats'",
        answer: { lacks: "ALTER USER … SET" },
      },
    ],
  },
  {
    construct: "external tables and databases",
    page: "r_ALTER_TABLE_external-table",
    statements: [
      {
        setUp: ["create table piers (n int)"],
        sql: "alter table piers add if not exists partition (day='2024-05-06') location 's3://harbour/2024-05-06/'",
        answer: { lacks: "ALTER TABLE … PARTITION" },
      },
      {
        setUp: ["create table piers (n int)"],
        sql: "alter table piers drop partition (day='2024-05-06')",
        answer: { lacks: "ALTER TABLE … PARTITION" },
      },
      { sql: "drop schema lake drop external database", answer: { lacks: "DROP EXTERNAL DATABASE" } },
      { sql: "show databases from data catalog", answer: { lacks: "SHOW DATABASES FROM" } },
    ],
  },
  {
    construct: "functions that are not here",
    page: "c_SQL_functions",
    statements: [
      { sql: "select murmur3_32_hash('reed')", answer: { lacks: "the function MURMUR3_32_HASH" } },
      { sql: "select farmfingerprint64('reed')", answer: { lacks: "the function FARMFINGERPRINT64" } },
      { sql: "select user, current_namespace", answer: { lacks: "the function CURRENT_NAMESPACE" } },
      { sql: "select st_geogfromtext('POINT(1 2)')", answer: { lacks: "the function ST_GEOGFROMTEXT" } },
      { sql: "select size(array(1))", answer: { lacks: "the function SIZE" } },
    ],
  },
];
