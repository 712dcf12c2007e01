import type { CorpusGroup } from "../corpus-statement";

const ADD_UP =
  "create procedure add_up(a int, b int, out total int) as $$ begin total := nvl(a, 0) + b; end $$ language plpgsql";

export const NAMED_PROCEDURES: readonly CorpusGroup[] = [
  {
    construct: "SHOW PROCEDURE",
    page: "r_SHOW_PROCEDURE",
    statements: [
      {
        setUp: [
          "drop schema if exists shown cascade",
          "create schema shown",
          "set search_path to shown",
          ADD_UP,
        ],
        sql: "show procedure add_up(int, int)",
        answer: {
          rows: [
            [
              "CREATE OR REPLACE PROCEDURE shown.add_up(a integer, b integer, OUT total integer)\nLANGUAGE plpgsql\nAS $_$ begin total := nvl(a, 0) + b; end $_$\n",
            ],
          ],
          columns: ["Stored Procedure Definition"],
        },
      },
      {
        setUp: [
          "drop schema if exists shown cascade",
          "create schema shown",
          "set search_path to shown",
          `create procedure grown(f1 in int, f2 inout varchar(256), out varchar(256)) security definer as $$
declare out_var alias for $3;
begin
  select into out_var count(*) from (select top 3 1 as n) x;
  f2 := f2 + '+';
end;
$$ language plpgsql`,
        ],
        sql: "show procedure shown.grown(f1 int, f2 inout varchar(256), out varchar)",
        answer: {
          rows: [
            [
              `CREATE OR REPLACE PROCEDURE shown.grown(f1 integer, INOUT f2 character varying, OUT character varying)
LANGUAGE plpgsql
SECURITY DEFINER
AS $_$
declare out_var alias for $3;
begin
  select into out_var count(*) from (select top 3 1 as n) x;
  f2 := f2 + '+';
end;
$_$
`,
            ],
          ],
        },
      },
      {
        sql: "show procedure nobody(int, varchar(20))",
        answer: { refused: "procedure nobody(integer, character varying) does not exist" },
      },
      {
        setUp: [ADD_UP],
        sql: "select prosrc from pg_proc where proname = 'add_up' and pronamespace = current_schema()::regnamespace",
        answer: { rows: [[" begin total := nvl(a, 0) + b; end "]] },
      },
    ],
  },
  {
    construct: "procedures by what goes in",
    page: "r_DROP_PROCEDURE",
    statements: [
      {
        setUp: [ADD_UP, "drop procedure add_up(int, int)"],
        sql: "call add_up(1, 2)",
        answer: { refused: "does not exist" },
      },
      {
        setUp: [ADD_UP],
        sql: "drop procedure if exists add_up(a in int, b int, total out int);",
        answer: { runs: true },
      },
      { sql: "drop procedure if exists add_up(timestamp without time zone)", answer: { runs: true } },
      {
        setUp: [
          ADD_UP,
          "create procedure add_up(a varchar(10)) as $$ begin null; end $$ language plpgsql",
          "grant execute on procedure add_up(int, int) to public",
          "alter procedure add_up(int, int) rename to add_them",
        ],
        sql: "call add_them(1, 2)",
        answer: { rows: [["3"]], columns: ["total"] },
      },
      {
        setUp: ["create procedure one(a int) as $$ begin null; end $$ language plpgsql"],
        sql: "drop procedure one(varchar)",
        answer: { refused: "procedure one(character varying) does not exist" },
      },
    ],
  },
];
