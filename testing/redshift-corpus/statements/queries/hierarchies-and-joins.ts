import type { CorpusGroup } from "../../corpus-statement";
import { STAFF } from "./staff";

const PAIRS = [
  "create table orders (id int, customer int)",
  "create table customers (id int, name varchar(10))",
  "create table notes (customer int, note varchar(10))",
  "insert into orders values (1, 10), (2, 20), (3, null)",
  "insert into customers values (10, 'Ito'), (30, 'Kim')",
  "insert into notes values (10, 'late')",
];

export const HIERARCHIES_AND_JOINS: readonly CorpusGroup[] = [
  {
    construct: "CONNECT BY",
    page: "r_CONNECT_BY_clause",
    statements: [
      {
        setUp: STAFF,
        sql: "select id, name, level from staff start with boss is null connect by prior id = boss order by level, id",
        answer: {
          rows: [
            ["1", "Ana", "1"],
            ["2", "Bo", "2"],
            ["3", "Cy", "2"],
            ["4", "Di", "3"],
            ["5", "Ed", "4"],
          ],
        },
      },
      {
        setUp: STAFF,
        sql: "select * from staff s where level < 3 connect by prior s.id = s.boss start with s.name = 'Bo' order by s.id",
        answer: {
          rows: [
            ["2", "Bo", "1"],
            ["4", "Di", "2"],
          ],
          columns: ["id", "name", "boss"],
        },
      },
      {
        setUp: STAFF,
        sql: "select count(*) from staff start with id = 2 connect by boss = prior id",
        answer: { rows: [["3"]] },
      },
      {
        setUp: STAFF,
        sql: "select name, prior name as above from staff start with id = 4 connect by prior id = boss order by 1",
        answer: {
          rows: [
            ["Di", null],
            ["Ed", "Di"],
          ],
          columns: ["name", "above"],
        },
      },
      {
        setUp: STAFF,
        sql: "select max(level) from (select id, boss from staff) s start with id = 1 connect by prior id = boss",
        answer: { rows: [["4"]] },
      },
    ],
  },
  {
    construct: "WITH",
    page: "r_WITH_clause",
    statements: [
      {
        setUp: STAFF,
        sql: "with staff as (select * from staff where boss = 1) select name from staff order by name",
        answer: { rows: [["Bo"], ["Cy"]] },
      },
      {
        sql: "with a as (select 1 as n), b as (select n + 1 as m from a) select a.n, b.m from a cross join b",
        answer: { rows: [["1", "2"]] },
      },
      {
        sql: "select x.n from (with inside as (select 4 as n) select n from inside) x",
        answer: { rows: [["4"]] },
      },
      {
        setUp: [...STAFF, "create table copies (id int, name varchar(20))"],
        sql: "insert into copies with bosses as (select distinct boss from staff) select s.id, s.name from staff s join bosses b on b.boss = s.id",
        answer: { changed: 3 },
      },
      { sql: "with a as materialized (select 1 as n) select n from a", answer: { refused: "syntax error" } },
    ],
  },
  {
    construct: "Oracle-style outer joins",
    page: "r_WHERE_oracle_outer",
    statements: [
      {
        setUp: PAIRS,
        sql: "select o.id, c.name from orders o, customers c where o.customer = c.id(+) order by o.id",
        answer: {
          rows: [
            ["1", "Ito"],
            ["2", null],
            ["3", null],
          ],
        },
      },
      {
        setUp: PAIRS,
        sql: "select o.id, name from orders o, customers c where o.customer = c.id (+) and name(+) = 'Kim' and o.id < 3 order by 1",
        answer: {
          rows: [
            ["1", null],
            ["2", null],
          ],
        },
      },
      {
        setUp: PAIRS,
        sql: "select o.id, n.note from notes n, orders o, customers c where o.customer = c.id(+) and c.id = n.customer(+) and o.id in (1, 2) order by 1",
        answer: {
          rows: [
            ["1", "late"],
            ["2", null],
          ],
        },
      },
      {
        setUp: PAIRS,
        sql: "select c.name, o.id from orders o, customers c where o.customer(+) = c.id order by 1",
        answer: {
          rows: [
            ["Ito", "1"],
            ["Kim", null],
          ],
        },
      },
    ],
  },
  {
    construct: "joins and subqueries",
    page: "r_FROM_clause30",
    statements: [
      {
        setUp: PAIRS,
        sql: "select o.id, c.name from orders o full outer join customers c on c.id = o.customer order by o.id, c.name",
        answer: {
          rows: [
            ["1", "Ito"],
            ["2", null],
            ["3", null],
            [null, "Kim"],
          ],
        },
      },
      {
        setUp: PAIRS,
        sql: "select count(*) from (select id from orders union all select id from customers)",
        answer: { rows: [["5"]] },
      },
      {
        setUp: PAIRS,
        sql: "select id, (select name from customers c where c.id = o.customer) as who from orders o order by id",
        answer: {
          rows: [
            ["1", "Ito"],
            ["2", null],
            ["3", null],
          ],
          columns: ["id", "who"],
        },
      },
      {
        setUp: PAIRS,
        sql: "select customer from orders where exists (select top 1 * from customers where customers.id = orders.customer)",
        answer: { rows: [["10"]] },
      },
      {
        setUp: PAIRS,
        sql: "select id, name from orders join customers using (id)",
        answer: { rows: [] },
      },
      {
        setUp: PAIRS,
        sql: "select o.id into kept from orders o where o.customer is not null",
        answer: { runs: true },
      },
      {
        setUp: [...PAIRS, "select top 1 id, 'x' as mark into chosen from orders order by id desc"],
        sql: "select id, mark from chosen",
        answer: { rows: [["3", "x"]] },
      },
      {
        setUp: PAIRS,
        sql: "select * from customers c, lateral (select 1 as n) x",
        answer: { refused: "syntax error" },
      },
    ],
  },
  {
    construct: "names of three parts",
    page: "cross-database-overview",
    statements: [
      {
        setUp: ["create table public.three (id int)", "insert into public.three values (8)"],
        sql: "select t.id from dev.public.three t",
        answer: { rows: [["8"]] },
      },
      { sql: "select dev.public.three.id from dev.public.three", answer: { rows: [["8"]] } },
      { sql: "update dev.public.three set id = 9 where id = 8", answer: { changed: 1 } },
      { sql: "delete from dev.public.three where id > 0", answer: { changed: 1 } },
      { sql: "drop table dev.public.three", answer: { runs: true } },
      {
        sql: "select id from lake.public.three",
        answer: { lacks: "the table lake.public.three of another database" },
      },
    ],
  },
];
