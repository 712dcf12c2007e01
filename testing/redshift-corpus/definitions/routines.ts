import type { CorpusGroup } from "../corpus-statement";

/** The table that routines and cursors write to and read. */
export const JOURNAL = ["create table journal (what varchar(40), n int)"];

export const ROUTINES: readonly CorpusGroup[] = [
  {
    construct: "stored procedures",
    page: "r_CREATE_PROCEDURE",
    statements: [
      {
        setUp: [
          ...JOURNAL,
          "create or replace procedure note(times int, label varchar(max)) as $$ begin for i in 1..times loop insert into journal values (label, i); end loop; end; $$ language plpgsql",
          "call note(3, 'tick')",
        ],
        sql: "select what, n from journal order by n",
        answer: {
          rows: [
            ["tick", "1"],
            ["tick", "2"],
            ["tick", "3"],
          ],
        },
      },
      {
        setUp: ["create procedure double_it(inout v int) as $$ begin v := v * 2; end $$ language plpgsql"],
        sql: "call double_it(21)",
        answer: { rows: [["42"]], columns: ["v"] },
      },
      {
        setUp: [
          "create procedure add_up(a int, b int, out total int) as $$ begin total := a + b; end $$ language plpgsql",
        ],
        sql: "call add_up(2, 3)",
        answer: { rows: [["5"]], columns: ["total"] },
      },
      {
        setUp: [
          ...JOURNAL,
          "insert into journal values ('a', 1), ('b', 2)",
          "create procedure tidy() as $$ begin delete journal where n = 1; create temp table #kept (n int encode raw) sortkey (n); insert into #kept select n from journal; end; $$ language plpgsql",
          "call tidy()",
        ],
        sql: "select n from #kept",
        answer: { rows: [["2"]] },
      },
      {
        setUp: [
          ...JOURNAL,
          "create procedure look() as $$ begin insert into journal select 'keys', count(*) from pg_class where relname = 'journal' and reldiststyle is not null; end; $$ language plpgsql",
          "call look()",
        ],
        sql: "select what, n > 0 from journal",
        answer: { rows: [["keys", "t"]] },
      },
      {
        setUp: [
          ...JOURNAL,
          "create procedure widen() as $$ begin alter table journal add column made timestamp default sysdate; end; $$ language plpgsql",
          "call widen()",
          "insert into journal (what) values ('a')",
        ],
        sql: "select made is null from journal",
        answer: { rows: [["f"]] },
      },
      {
        setUp: [
          "create table settings (window int)",
          "create procedure fill() as $$ begin insert into settings select 5 as window; update settings set window = 6; end; $$ language plpgsql",
          "call fill()",
        ],
        sql: "select window from settings",
        answer: { rows: [["6"]] },
      },
      {
        setUp: [
          ...JOURNAL,
          "insert into journal values ('a', 1)",
          "create procedure empty_journal() nonatomic as $$ begin truncate journal; end; $$ language plpgsql security invoker",
          "call empty_journal()",
        ],
        sql: "select count(*) from journal",
        answer: { rows: [["0"]] },
      },
      {
        setUp: [
          "create procedure complain() as $$ begin raise exception 'no stock left'; end; $$ language plpgsql",
        ],
        sql: "call complain()",
        answer: { refused: "no stock left" },
      },
      {
        setUp: ["create procedure one() as $$ begin raise info 'one'; end $$ language plpgsql"],
        sql: "call one()",
        answer: { runs: true },
      },
      {
        setUp: ["create procedure one(a int) as $$ begin null; end $$ language plpgsql"],
        sql: "drop procedure one(int)",
        answer: { runs: true },
      },
      { sql: "call nobody_wrote_it(1)", answer: { refused: "does not exist" } },
      {
        sql: "create procedure load() as $$ begin copy journal from 's3://b/k' iam_role default; end $$ language plpgsql",
        answer: { lacks: "COPY" },
      },
    ],
  },
  {
    construct: "the language of procedures",
    page: "c_PLpgSQL-statements",
    statements: [
      {
        setUp: [
          ...JOURNAL,
          "create procedure remember(word varchar(max)) as $$ declare line varchar(max) := 'it\\'s '; begin insert into journal values (line || word, 1); end $$ language plpgsql",
          "call remember('so')",
        ],
        sql: "select what from journal",
        answer: { rows: [["it's so"]] },
      },
      {
        setUp: [
          "create procedure days_of(from_day date, inout days int) as $$ declare until date; begin until := dateadd(week, 1, from_day); if datediff(day, from_day, until) > nvl(days, 0) then days := datediff(day, from_day, until); end if; end $$ language plpgsql",
        ],
        sql: "call days_of('2024-02-26', null)",
        answer: { rows: [["7"]] },
      },
      {
        setUp: [
          "create procedure graded(n int, inout word varchar(20)) as $$ begin select decode(n, 1, 'good', 2, 'fair', 'poor') into word; end $$ language plpgsql",
        ],
        sql: "call graded(2, '')",
        answer: { rows: [["fair"]] },
      },
      {
        setUp: [
          ...JOURNAL,
          "insert into journal values ('a', 1), ('b', 5), ('c', 3)",
          "create procedure best(inout top_word varchar(40), inout others int) as $$ begin select top 1 what into top_word from journal order by n desc; select into others count(*) from (select n from journal minus select 5) x; end $$ language plpgsql",
        ],
        sql: "call best('', 0)",
        answer: { rows: [["b", "2"]] },
      },
      {
        setUp: [
          ...JOURNAL,
          "insert into journal values ('a', 1), ('a', 2), ('b', 4)",
          "create procedure newest(inout total int) as $$ declare line record; begin total := 0; for line in select what, n from journal qualify row_number() over (partition by what order by n desc) = 1 loop total := total + line.n; end loop; end $$ language plpgsql",
        ],
        sql: "call newest(0)",
        answer: { rows: [["6"]] },
      },
      {
        setUp: [
          ...JOURNAL,
          "insert into journal values ('a', 1), ('b', 4)",
          "create procedure open_newest(inout lines refcursor) as $$ begin open lines for select top 1 what from journal order by n desc; end $$ language plpgsql",
          "begin",
          "call open_newest('newest_lines')",
        ],
        sql: "fetch all from newest_lines",
        answer: { rows: [["b"]] },
      },
      {
        setUp: [
          ...JOURNAL,
          "insert into journal values ('a', 1), ('b', 4)",
          "create procedure looked_up(inout n int) as $$ begin if exists (select top 1 j.what from journal j where j.what = 'b') then n := nvl((select top 1 j.n from journal j order by j.n desc), 0); end if; end $$ language plpgsql",
        ],
        sql: "call looked_up(0)",
        answer: { rows: [["4"]] },
      },
      {
        sql: "create procedure sketch() as $$ declare n bigint; begin select hll(what) into n from journal; end $$ language plpgsql",
        answer: { lacks: "the function HLL" },
      },
    ],
  },
  {
    construct: "functions in SQL",
    page: "r_CREATE_FUNCTION",
    statements: [
      {
        setUp: [
          "create or replace function larger(float, float) returns float stable as $$ select case when $1 > $2 then $1 else $2 end $$ language sql",
        ],
        sql: "select larger(4, 9)",
        answer: { rows: [["9"]], types: ["float8"] },
      },
      {
        setUp: [
          "create function loud(varchar(max)) returns varchar(max) immutable as $$ select upper($1) || '!' $$ language sql",
        ],
        sql: "select loud('go')",
        answer: { rows: [["GO!"]] },
      },
      {
        setUp: [
          "create function month_after(timestamp) returns date stable as $$ select last_day(dateadd(month, 1, $1)) $$ language sql",
        ],
        sql: "select month_after('2024-01-15')",
        answer: { rows: [["2024-02-29"]], types: ["date"] },
      },
      {
        sql: "create function half(x int) returns int stable as $$ return x / 2 $$ language plpythonu",
        answer: { lacks: "A function in Python" },
      },
      {
        sql: "create external function far(int) returns int stable lambda 'f' iam_role default",
        answer: { lacks: "CREATE EXTERNAL FUNCTION" },
      },
    ],
  },
];
