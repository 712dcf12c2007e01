import type { CorpusGroup } from "../corpus-statement";

const RUNS = { runs: true } as const;
const WELLS = [
  "create table wells (no int not null, depth int, site varchar(10))",
  "insert into wells values (1, 40, 'east'), (2, 55, 'west')",
];
export const ALTER_TABLE: readonly CorpusGroup[] = [
  {
    construct: "ALTER TABLE",
    page: "r_ALTER_TABLE",
    statements: [
      {
        setUp: [...WELLS, "alter table wells add column owner varchar(20) default 'city' encode lzo"],
        sql: "select no, owner from wells order by no",
        answer: {
          rows: [
            ["1", "city"],
            ["2", "city"],
          ],
        },
      },
      {
        setUp: WELLS,
        sql: "alter table wells add owner int not null",
        answer: {
          refused: "ALTER TABLE ADD COLUMN defined as NOT NULL must have a non-null default expression",
        },
      },
      {
        setUp: WELLS,
        sql: "alter table wells add column a int, add column b int",
        answer: { refused: 'syntax error at or near ","' },
      },
      { setUp: WELLS, sql: "alter table wells drop column depth", answer: RUNS },
      { setUp: WELLS, sql: "alter table wells rename column depth to metres", answer: RUNS },
      { setUp: WELLS, sql: "alter table wells rename to boreholes", answer: RUNS },
      { setUp: WELLS, sql: "alter table wells alter column site type varchar(40)", answer: RUNS },
      {
        setUp: [...WELLS, "begin"],
        sql: "alter table wells alter column site type varchar(40)",
        answer: { refused: "cannot run inside a transaction block" },
      },
      {
        setUp: WELLS,
        sql: "alter table wells alter column depth type bigint",
        answer: { refused: "VARCHAR" },
      },
      {
        setUp: WELLS,
        sql: "alter table wells alter column depth encode az64, alter column site encode zstd",
        answer: RUNS,
      },
      { setUp: WELLS, sql: "alter table wells alter encode auto", answer: RUNS },
      { setUp: WELLS, sql: "alter table wells alter distkey no", answer: RUNS },
      { setUp: WELLS, sql: "alter table wells alter diststyle all", answer: RUNS },
      {
        setUp: WELLS,
        sql: "alter table wells alter diststyle key distkey site, alter compound sortkey (site, no)",
        answer: RUNS,
      },
      { setUp: WELLS, sql: "alter table wells alter sortkey none", answer: RUNS },
      {
        setUp: WELLS,
        sql: "alter table wells alter sortkey (colour)",
        answer: { refused: 'column "colour" named in key does not exist' },
      },
      {
        setUp: [...WELLS, "alter table wells add constraint wells_key primary key (no)"],
        sql: "insert into wells values (1, 1, 'again')",
        answer: { changed: 1 },
      },
      {
        setUp: [...WELLS, "alter table wells add constraint one_site unique (site)"],
        sql: "alter table wells drop constraint one_site",
        answer: RUNS,
      },
      {
        setUp: [...WELLS, "create user well_owner password disable"],
        sql: "alter table wells owner to well_owner",
        answer: RUNS,
      },
    ],
  },
  {
    construct: "ALTER TABLE APPEND",
    page: "r_ALTER_TABLE_APPEND",
    statements: [
      {
        setUp: [
          ...WELLS,
          "create table more (like wells)",
          "insert into more values (3, 70, 'north')",
          "alter table wells append from more",
        ],
        sql: "select count(*), (select count(*) from more) from wells",
        answer: { rows: [["3", "0"]] },
      },
      {
        setUp: [
          ...WELLS,
          "create table more (no int, depth int, site varchar(10), extra int)",
          "insert into more values (3, 70, 'north', 1)",
          "alter table wells append from more ignoreextra",
        ],
        sql: "select no from wells order by no",
        answer: { rows: [["1"], ["2"], ["3"]] },
      },
      {
        setUp: [
          ...WELLS,
          "create table more (no int)",
          "insert into more values (3)",
          "alter table wells append from more filltarget",
        ],
        sql: "select no, site from wells where depth is null",
        answer: { rows: [["3", null]] },
      },
      {
        setUp: [...WELLS, "create table more (no int)"],
        sql: "alter table wells append from more",
        answer: { refused: "ERROR" },
      },
      {
        setUp: [...WELLS, "create table more (like wells)", "begin"],
        sql: "alter table wells append from more",
        answer: { refused: "ALTER TABLE APPEND cannot run inside a transaction block" },
      },
    ],
  },
  {
    construct: "CREATE TABLE LIKE, CREATE TABLE AS, temporary tables",
    page: "r_CREATE_TABLE_AS",
    statements: [
      { setUp: WELLS, sql: "create table wells_copy (like wells including defaults)", answer: RUNS },
      {
        setUp: [
          ...WELLS,
          "create table deep distkey(no) sortkey(depth) as select no, depth from wells where depth > 50",
        ],
        sql: "select no, depth from deep",
        answer: { rows: [["2", "55"]], types: ["int4", "int4"] },
      },
      {
        setUp: [
          ...WELLS,
          "create table sites (number, place) backup no diststyle even as select no, site from wells",
        ],
        sql: "select place from sites order by number",
        answer: { rows: [["east"], ["west"]], columns: ["place"] },
      },
      {
        setUp: [...WELLS, "create temp table deep diststyle all as (select no from wells)"],
        sql: "select count(*) from deep",
        answer: { rows: [["2"]] },
      },
      {
        setUp: [...WELLS, "create local temporary table nearby (like wells)"],
        sql: "select count(*) from nearby",
        answer: { rows: [["0"]] },
      },
      {
        setUp: ["create table #staging (a int encode raw) sortkey (a)", "insert into #staging values (4)"],
        sql: "select a from #staging",
        answer: { rows: [["4"]] },
      },
      {
        setUp: [...WELLS, "select no, site into temp table east from wells where site = 'east'"],
        sql: "select * from east",
        answer: { rows: [["1", "east"]] },
      },
    ],
  },
];
