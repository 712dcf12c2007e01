import type { CorpusGroup } from "../corpus-statement";

/** Kinds of statements that public projects for Redshift are full of. */
export const PUBLIC_PROJECTS: readonly CorpusGroup[] = [
  {
    construct: "MAX as a length",
    page: "r_Character_types",
    statements: [
      {
        sql: "select ('kayak' || repeat('!', 2))::varchar(max) as a, cast('tent' as character varying ( MAX )) as b",
        answer: { rows: [["kayak!!", "tent"]] },
      },
      {
        setUp: [
          "create table outings (label varchar(20))",
          "create procedure log_outing(place varchar(20)) as $$ declare label varchar(MAX) := 'to '; begin label := label || place; insert into outings values (label); end; $$ language plpgsql",
          "call log_outing('the lake')",
        ],
        sql: "select label from outings",
        answer: { rows: [["to the lake"]] },
      },
    ],
  },
  {
    construct: "the current database in a query that is rewritten",
    page: "r_CURRENT_DATABASE",
    statements: [
      {
        setUp: [
          "create table boats (kind varchar(10), n int)",
          "insert into boats values ('canoe', 2), ('raft', 5)",
        ],
        sql: "select current_database() as db, n * 2 as twice, twice + 1 as more from boats qualify row_number() over (order by n desc) = 1",
        answer: { rows: [["dev", "10", "11"]] },
      },
    ],
  },
  {
    construct: "logs of the service",
    page: "c_intro_STL_tables",
    statements: [
      {
        sql: "select p.query, sum(p.totalcost) as cost, max(d.packets) as packets from stl_plan_info p join stl_dist d using (query) group by 1",
        answer: { rows: [], types: ["int4", "float8", "int4"] },
      },
      {
        sql: "select m.query, m.segment, m.cpu_time, q.run_time from stl_query_metrics m join stv_query_metrics q on q.query = m.query where m.step_type = -1",
        answer: { rows: [] },
      },
      {
        sql: "select c.id, trim(c.condition) as condition, s.num_executing_queries from stv_wlm_classification_config c join stv_wlm_service_class_state s on s.service_class = c.action_service_class",
        answer: { rows: [] },
      },
      {
        sql: "select query_id, sum(returned_rows) as n from sys_external_query_detail group by 1",
        answer: { rows: [], columns: ["query_id", "n"] },
      },
      {
        sql: "select count(*) from svcs_s3partition_summary",
        answer: { lacks: "the system view SVCS_S3PARTITION_SUMMARY" },
      },
      {
        sql: "select checksum('reed')",
        answer: { lacks: "the function CHECKSUM" },
      },
      {
        sql: "select xid, datediff(ms, startqueue, startwork) as waited from stl_commit_stats where node = -1 order by 2 desc limit 5",
        answer: { rows: [] },
      },
    ],
  },
  {
    construct: "the catalogue of PostgreSQL 8",
    page: "c_join_PG",
    statements: [
      {
        setUp: ["create table lockers (n int)"],
        sql: "select array_to_string(c.relacl, '|') as acl from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = current_schema() and c.relname = 'lockers'",
        answer: { rows: [[null]] },
      },
      {
        setUp: ["create table paddles (n int default 7, label varchar(9), primary key (n))"],
        sql: "select a.attname, d.adsrc, c.relhaspkey, a.attsortkeyord from pg_class c join pg_attribute a on a.attrelid = c.oid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum where c.oid = 'paddles'::regclass and a.attnum > 0 order by a.attnum",
        answer: {
          rows: [
            ["n", "7", "t", "0"],
            ["label", null, "t", "0"],
          ],
        },
      },
      {
        sql: "select l.transaction, trim(l.database) as db, a.procpid, a.current_query from pg_locks l join pg_stat_activity a on a.procpid = l.pid where false",
        answer: { rows: [] },
      },
      {
        setUp: ["create table anchors (n int, label varchar(9), primary key (n))"],
        sql: "select k.column_name, k.ordinal_position from information_schema.table_constraints t join information_schema.key_column_usage k on k.constraint_name = t.constraint_name and k.table_schema = t.table_schema where t.constraint_type = 'PRIMARY KEY' and t.table_schema = current_schema() and t.table_name = 'anchors'",
        answer: { rows: [["n", "1"]] },
      },
      {
        setUp: ["create table oars (n int)", "create view oar_list as select n from oars"],
        sql: "select table_name from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema') and (table_schema = current_schema() or table_schema like 'pg%') order by 1",
        answer: { rows: [["oar_list"], ["oars"]] },
      },
    ],
  },
  {
    construct: "system tables with Redshift's rows",
    page: "c_join_PG",
    statements: [
      {
        sql: "select datname from pg_database where datname = current_database()",
        answer: { rows: [["dev"]] },
      },
      {
        setUp: ["create table hulls (n int not null, label varchar(9) not null, primary key (n))"],
        sql: "select contype, pg_get_constraintdef(oid) as def from pg_constraint where conrelid = 'hulls'::regclass",
        answer: { rows: [["p", "PRIMARY KEY (n)"]] },
      },
    ],
  },
  {
    construct: "columns of views without schema binding",
    page: "PG_GET_LATE_BINDING_VIEW_COLS",
    statements: [
      {
        setUp: [
          "create schema chute",
          "create table chute.rapids (grade int, name varchar(30), length numeric(6,1))",
          "create view chute.rapid_names as select name, grade, length from chute.rapids with no schema binding",
        ],
        sql: "select col_name, col_type, col_num from pg_get_late_binding_view_cols() cols(view_schema name, view_name name, col_name name, col_type varchar, col_num int) where view_name = 'rapid_names' order by col_num",
        answer: {
          rows: [
            ["name", "character varying(30)", "1"],
            ["grade", "integer", "2"],
            ["length", "numeric(6,1)", "3"],
          ],
        },
      },
    ],
  },
  {
    construct: "a position or a count that is not a plain number",
    page: "SPLIT_PART",
    statements: [
      {
        setUp: [
          "create table routes (stops varchar(60))",
          "insert into routes values ('lake,weir,mill,ford,lock,dam,quay,sea')",
        ],
        sql: "select p.n, split_part(r.stops, ',', p.n) as stop from routes r join (select generate_series(1, 8) as n) p on p.n <= 8 order by 1",
        answer: {
          rows: [
            ["1", "lake"],
            ["2", "weir"],
            ["3", "mill"],
            ["4", "ford"],
            ["5", "lock"],
            ["6", "dam"],
            ["7", "quay"],
            ["8", "sea"],
          ],
        },
      },
      {
        sql: "select cast(dateadd(day, '-1', dateadd(month, '1', date_trunc('month', timestamp '2024-02-10 08:00:00'))) as date) as last_of_month",
        answer: { rows: [["2024-02-29"]] },
      },
    ],
  },
  {
    construct: "FROM in an expression, with the whole name of a column",
    page: "r_EXTRACT_function",
    statements: [
      {
        setUp: [
          "create schema dock_log",
          "create table dock_log.visits (at timestamp, boat varchar(9))",
          "insert into dock_log.visits values ('2024-05-06 07:08:09', 'xkayakx')",
        ],
        sql: `select extract(hour from "dock_log"."visits"."at") as h, trim('x' from dock_log.visits.boat) as boat, datepart(minute, dock_log.visits.at) as m from "dock_log"."visits"`,
        answer: { rows: [["7", "kayak", "8"]] },
      },
    ],
  },
  {
    construct: "a number as a condition",
    page: "r_Type_conversion",
    statements: [
      {
        sql: "select case when regexp_instr('row the boat', 'boat') then 'boat' when 1 then 'other' end as kind, case when 0 then 'a' else 'b' end as none",
        answer: { rows: [["boat", "b"]] },
      },
      {
        setUp: ["create table gates (n int, is_open boolean)", "insert into gates values (1, 1), (2, 0)"],
        sql: "select n from gates where is_open order by n",
        answer: { rows: [["1"]] },
      },
    ],
  },
  {
    construct: "bodies of functions and procedures",
    page: "r_CREATE_FUNCTION",
    statements: [
      {
        setUp: [
          "create function nights (date, date) returns bigint stable as $$ select datediff(day, $1, $2) + nvl(null, 0) $$ language sql",
        ],
        sql: "select nights('2024-05-01', '2024-05-04') as n",
        answer: { rows: [["3"]] },
      },
      {
        setUp: [
          "create table notes (line varchar(40))",
          "create procedure take_note(what varchar(20)) as $$ begin execute 'insert into notes values (\\'it is ' || what || '\\')'; end; $$ language plpgsql",
          "call take_note('high water')",
        ],
        sql: "select line from notes",
        answer: { rows: [["it is high water"]] },
      },
    ],
  },
];
