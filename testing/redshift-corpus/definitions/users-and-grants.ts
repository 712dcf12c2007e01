import type { CorpusGroup } from "../corpus-statement";

const RUNS = { runs: true } as const;

/** Users, groups and roles are the warehouse's, not the schema's: each statement has some of its own. */
export const USERS_AND_GRANTS: readonly CorpusGroup[] = [
  {
    construct: "users, groups, roles",
    page: "r_CREATE_USER",
    statements: [
      { sql: "create user user_1 password 'Secret123'", answer: RUNS },
      {
        sql: "create user user_2 with password disable createdb connection limit 3 valid until '2031-06-30'",
        answer: RUNS,
      },
      {
        setUp: ["create group group_3"],
        sql: "create user user_3 password disable in group group_3 syslog access unrestricted",
        answer: RUNS,
      },
      {
        sql: "create user user_4 password disable nocreatedb nocreateuser session timeout 900",
        answer: RUNS,
      },
      { setUp: ["create user User_5 password disable"], sql: "drop user user_5", answer: RUNS },
      {
        setUp: ['create user "IAMR:Analyst_1" password disable'],
        sql: `select usename from pg_user where usename like 'IAMR:A%'`,
        answer: { rows: [["IAMR:Analyst_1"]] },
      },
      {
        setUp: ['create user "Upper_6" password disable'],
        sql: "select usename from pg_user where usename ilike 'upper_6'",
        answer: { rows: [["upper_6"]] },
      },
      {
        setUp: ["create user user_7 password disable"],
        sql: "alter user user_7 connection limit unlimited",
        answer: RUNS,
      },
      {
        setUp: ["create user user_8 password disable"],
        sql: "alter user user_8 rename to user_8b",
        answer: RUNS,
      },
      { sql: "drop user user_9", answer: { refused: 'user "user_9" does not exist' } },
      {
        setUp: ["create user user_10 password disable", "create group group_10"],
        sql: "alter group group_10 add user user_10",
        answer: RUNS,
      },
      {
        setUp: ["create group group_11", "create user user_11 password disable in group group_11"],
        sql: "alter group group_11 drop user user_11",
        answer: RUNS,
      },
      { setUp: ["create group group_12"], sql: "create role group_12", answer: RUNS },
      { setUp: ["create role role_13"], sql: "drop role role_13", answer: RUNS },
      { sql: "drop group group_14", answer: { refused: 'group "group_14" does not exist' } },
      {
        setUp: ["create group group_15"],
        sql: "create user user_15 password disable in group nobody_15",
        answer: { refused: 'group "nobody_15" does not exist' },
      },
    ],
  },
  {
    construct: "GRANT, REVOKE",
    page: "r_GRANT",
    statements: [
      {
        setUp: ["create group group_20", "create table ledger (a int)"],
        sql: "grant select, insert on ledger to group group_20",
        answer: RUNS,
      },
      {
        setUp: ["create role role_21", "create table ledger (a int)"],
        sql: "grant all on table ledger to role role_21",
        answer: RUNS,
      },
      {
        setUp: ["create user user_22 password disable", "create role role_22"],
        sql: "grant role role_22 to user_22",
        answer: RUNS,
      },
      {
        setUp: ["create role role_23", "create role role_23b"],
        sql: "grant role role_23 to role role_23b",
        answer: RUNS,
      },
      {
        setUp: [
          "create user user_24 password disable",
          "create group group_24",
          "create table ledger (a int)",
        ],
        sql: "grant select on ledger to user_24 with grant option, group group_24, public",
        answer: RUNS,
      },
      {
        setUp: ["create group group_25", "create schema books_25"],
        sql: "grant usage on schema books_25 to group group_25",
        answer: RUNS,
      },
      {
        setUp: ["create group group_26", "create schema books_26"],
        sql: "grant select on all tables in schema books_26 to group group_26",
        answer: RUNS,
      },
      {
        setUp: ["create user user_27 password disable"],
        sql: "grant create, temp on database dev to user_27",
        answer: RUNS,
      },
      {
        setUp: ["create group group_28", "create table ledger (a int, b int)"],
        sql: "grant select (a), update (b) on ledger to group group_28",
        answer: RUNS,
      },
      {
        setUp: ["create group group_29", "create table ledger (a int)"],
        sql: "revoke all on ledger from group group_29 cascade",
        answer: RUNS,
      },
      {
        setUp: ["create group group_30", "create schema books_30"],
        sql: "alter default privileges in schema books_30 grant select on tables to group group_30",
        answer: RUNS,
      },
      {
        setUp: ["create user user_31 password disable"],
        sql: "alter default privileges for user user_31 revoke execute on procedures from public",
        answer: RUNS,
      },
      {
        setUp: ["create table ledger (a int)"],
        sql: "grant select on ledger to nobody_32",
        answer: { refused: 'user "nobody_32" does not exist' },
      },
      { sql: "grant usage on language plpythonu to public", answer: RUNS },
      {
        setUp: ["create user user_33 password disable"],
        sql: "grant assumerole on all to user_33 for copy",
        answer: RUNS,
      },
    ],
  },
  {
    construct: "schemas",
    page: "r_CREATE_SCHEMA",
    statements: [
      { sql: "create schema books_40 quota 50 gb", answer: RUNS },
      {
        setUp: ["create user user_41 password disable"],
        sql: "create schema if not exists books_41 authorization user_41 quota unlimited",
        answer: RUNS,
      },
      { setUp: ["create schema books_42"], sql: "alter schema books_42 quota 10 mb", answer: RUNS },
      { setUp: ["create schema books_43"], sql: "alter schema books_43 rename to books_43b", answer: RUNS },
      {
        sql: "create external schema lake from data catalog database 'lake' iam_role default",
        answer: { lacks: "CREATE EXTERNAL SCHEMA" },
      },
      { sql: "create database reports", answer: { lacks: "CREATE DATABASE" } },
      { sql: "drop database dev", answer: { refused: "cannot drop the currently open database" } },
    ],
  },
  {
    construct: "statements that Redshift does not have",
    page: "c_unsupported-postgresql-features",
    statements: [
      {
        sql: "create index by_town on depots (town)",
        answer: {
          refused: 'SQL command "create index by_town on depots (town)" not supported on Redshift tables.',
        },
      },
      { sql: "create sequence numbers", answer: { refused: "not supported on Redshift tables" } },
      {
        sql: "create trigger t after insert on depots for each row execute procedure f()",
        answer: { refused: "not supported on Redshift tables" },
      },
      { sql: "create type mood as enum ('good')", answer: { refused: "not supported on Redshift tables" } },
      { sql: "create extension hstore", answer: { refused: 'syntax error at or near "extension"' } },
      { sql: "do $$ begin null; end $$", answer: { refused: 'syntax error at or near "do"' } },
      { sql: "listen news", answer: { refused: 'syntax error at or near "listen"' } },
      {
        sql: "create or replace table depots (id int)",
        answer: { refused: 'syntax error at or near "table"' },
      },
      {
        sql: "create table depots (id int) partition by range (id)",
        answer: { refused: 'syntax error at or near "partition"' },
      },
      {
        setUp: ["create table depots (id int)"],
        sql: "create table small_depots (n int) inherits (depots)",
        answer: { refused: 'syntax error at or near "inherits"' },
      },
      {
        sql: "create table depots (id int) tablespace fast",
        answer: { refused: 'syntax error at or near "tablespace"' },
      },
      { setUp: ["begin"], sql: "savepoint here", answer: { refused: 'syntax error at or near "savepoint"' } },
    ],
  },
  {
    construct: "statements that the local accounts lack",
    page: "c_SQL_commands",
    statements: [
      { sql: "copy depots from 's3://bucket/depots' iam_role default csv", answer: { lacks: "COPY" } },
      { sql: "unload ('select 1') to 's3://bucket/out' iam_role default", answer: { lacks: "UNLOAD" } },
      { sql: "create datashare salesshare", answer: { lacks: "CREATE DATASHARE" } },
      { sql: "cancel 18764", answer: { lacks: "CANCEL" } },
    ],
  },
];
