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
        sql: "select xid, datediff(ms, startqueue, startwork) as waited from stl_commit_stats where node = -1 order by 2 desc limit 5",
        answer: { rows: [] },
      },
    ],
  },
  {
    construct: "lists of privileges as text",
    page: "c_join_PG",
    statements: [
      {
        setUp: ["create table lockers (n int)"],
        sql: "select array_to_string(c.relacl, '|') as acl from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = current_schema() and c.relname = 'lockers'",
        answer: { rows: [[null]] },
      },
    ],
  },
];
