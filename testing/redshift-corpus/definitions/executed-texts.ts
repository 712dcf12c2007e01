import type { CorpusGroup } from "../corpus-statement";

const JARS = [
  "create table jars (id int, label varchar(20), filled date)",
  "insert into jars values (1, 'plum', '2024-01-31'), (2, 'fig', '2024-02-10'), (3, 'pear', '2024-03-05')",
];

function procedure(head: string, body: string): string {
  return `create procedure ${head} as $$ ${body} $$ language plpgsql`;
}

export const EXECUTED_TEXTS: readonly CorpusGroup[] = [
  {
    construct: "EXECUTE in procedures",
    page: "c_PLpgSQL-statements",
    statements: [
      {
        setUp: [
          ...JARS,
          procedure(
            "newest(inout word varchar(20))",
            "begin execute 'select top 1 label from jars order by filled desc' into word; end;",
          ),
        ],
        sql: "call newest('')",
        answer: { rows: [["pear"]] },
      },
      {
        setUp: [
          ...JARS,
          procedure(
            "copied(target varchar(40), fewest int)",
            `begin
              execute 'create table ' || quote_ident(target) || ' (id int encode az64, word varchar(max), due timestamp) diststyle key distkey(id) sortkey(due)';
              execute 'insert into ' || target || ' select id, nvl2(label, upper(label), ''none''), dateadd(month, 1, filled) from jars qualify row_number() over (order by id desc) <= ' || fewest;
              execute 'delete ' || target || ' where id = 3';
            end;`,
          ),
          "call copied('jars_copy', 2)",
        ],
        sql: "select j.id, j.word, j.due, d.distkey, d.sortkey from jars_copy j join pg_table_def d on d.schemaname = current_schema() and d.tablename = 'jars_copy' where d.\"column\" = 'id'",
        answer: { rows: [["2", "FIG", "2024-03-10 00:00:00", "t", "0"]] },
      },
      {
        setUp: [
          ...JARS,
          procedure(
            "kept(source varchar(40))",
            `declare statement varchar(max); begin
              statement := 'create table ' || source || '_kept distkey(id) as select id, label + ''!'' as label from ' || source || ' minus select 1, ''plum!''';
              raise info '%', statement;
              execute statement;
            end;`,
          ),
          "call kept('jars')",
        ],
        sql: "select label from jars_kept order by id",
        answer: { rows: [["fig!"], ["pear!"]] },
      },
      {
        setUp: [
          ...JARS,
          procedure(
            "counted(most int, inout total int)",
            "declare jar record; begin for jar in execute 'select top ' || most || ' id from jars order by id' loop total := total + jar.id; end loop; end;",
          ),
        ],
        sql: "call counted(2, 0)",
        answer: { rows: [["3"]] },
      },
      {
        setUp: [
          ...JARS,
          procedure(
            "matched(word varchar(20), inout total bigint)",
            "begin execute $q$select count(*) from jars where isnull(label, '') = 'fig' or charindex('$q$ || word || $q$', label) > $1$q$ into total using 0; end;",
          ),
        ],
        sql: "call matched('ea', 0)",
        answer: { rows: [["2"]] },
      },
      {
        setUp: [
          ...JARS,
          procedure(
            "pieced(inout total bigint)",
            "declare q varchar(200) := 'select count(*)'; begin q := q || ' from jars'; q := q || ' where id > 1'; execute q into total; end;",
          ),
        ],
        sql: "call pieced(0)",
        answer: { rows: [["2"]] },
      },
      {
        setUp: [
          ...JARS,
          procedure("emptied(what varchar(20))", "begin execute 'truncate table ' || what; rollback; end;"),
          "call emptied('jars')",
        ],
        sql: "select count(*) from jars",
        answer: { rows: [["0"]] },
      },
      {
        setUp: [
          procedure(
            "settled(team varchar(20))",
            "begin execute 'create user ' || team || '_lead password disable'; execute 'create group ' || team; execute 'create schema if not exists ' || team || '_room quota 5 gb'; execute 'drop user ' || team || '_lead'; execute 'drop group ' || team; end;",
          ),
          "call settled('glaziers')",
        ],
        sql: "drop schema glaziers_room",
        answer: { runs: true },
      },
      {
        setUp: [
          procedure(
            "sent(bucket varchar(40))",
            "declare q varchar(max) := 'unload (''select 1'') to ''s3://' || bucket || '/x'' iam_role default'; begin execute q; end;",
          ),
        ],
        sql: "call sent('outbox')",
        answer: { lacks: "UNLOAD" },
      },
    ],
  },
];
