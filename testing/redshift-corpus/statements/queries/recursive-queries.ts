import type { CorpusGroup } from "../../corpus-statement";
import { STAFF } from "./staff";

export const RECURSIVE_QUERIES: readonly CorpusGroup[] = [
  {
    construct: "WITH RECURSIVE",
    page: "r_WITH_clause",
    statements: [
      {
        sql: "with recursive a(i) as (select 1 union all select i * 2 from a where i < 3 or i = 4), b(i) as (select i from a union all select i + 1 from b where i < 8) select (select count(*) from a), (select count(*) from b), (select max(i) from a x)",
        answer: { rows: [["4", "21", "8"]] },
      },
      {
        sql: "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n",
        answer: { refused: "Hit recursive CTE max rows limit" },
      },
      {
        setUp: STAFF,
        sql: "with recursive up(id) as (select id from staff where id = 5 union all select s.id from staff s join up on s.id = up.id or s.boss = up.id) select count(*) from up",
        answer: { refused: "Hit recursive CTE max rows limit" },
      },
      {
        sql: "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5) select sum(i) from n",
        answer: { rows: [["15"]] },
      },
      {
        setUp: STAFF,
        sql: `with recursive tree(id, path) as (select id, name from staff where boss is null
          union all select s.id, tree.path || '/' || s.name from staff s join tree on s.boss = tree.id)
          select path from tree where id = 5`,
        answer: { rows: [["Ana/Bo/Di/Ed"]] },
      },
      {
        setUp: STAFF,
        sql: "with recursive down(id, depth) as (select id, 0 from staff where id = 2 union all select s.id, d.depth + 1 from staff s, down d where s.boss = d.id) select id, depth from down order by id",
        answer: {
          rows: [
            ["2", "0"],
            ["4", "1"],
            ["5", "2"],
          ],
        },
      },
    ],
  },
];
