import type { CorpusGroup } from "../corpus-statement";

const RUNS = { runs: true } as const;
const STOCK = [
  "create table stock (sku varchar(8), pieces int)",
  "insert into stock values ('bolt', 10), ('nut', 20), ('gear', 30)",
];
const DELIVERY = [
  ...STOCK,
  "create table delivery (sku varchar(8), pieces int)",
  "insert into delivery values ('nut', 25), ('cog', 5)",
];

export const CHANGES: readonly CorpusGroup[] = [
  {
    construct: "DELETE, UPDATE, INSERT",
    page: "r_DELETE",
    statements: [
      { setUp: STOCK, sql: "delete stock where pieces > 15", answer: { changed: 2 } },
      { setUp: STOCK, sql: "delete from stock", answer: { changed: 3 } },
      {
        setUp: DELIVERY,
        sql: "delete stock using delivery where stock.sku = delivery.sku",
        answer: { changed: 1 },
      },
      {
        setUp: DELIVERY,
        sql: "delete from stock using delivery d where stock.sku = d.sku and d.pieces > 100",
        answer: { changed: 0 },
      },
      {
        setUp: DELIVERY,
        sql: "with gone as (select sku from delivery) delete from stock where sku in (select sku from gone)",
        answer: { changed: 1 },
      },
      {
        setUp: DELIVERY,
        sql: "update stock set pieces = stock.pieces + d.pieces from delivery d where d.sku = stock.sku",
        answer: { changed: 1 },
      },
      { setUp: STOCK, sql: "update stock set pieces = default where sku = 'bolt'", answer: { changed: 1 } },
      { setUp: STOCK, sql: "insert into stock (sku) values ('axle')", answer: { changed: 1 } },
      { setUp: STOCK, sql: "insert into stock default values", answer: { changed: 1 } },
      { setUp: STOCK, sql: "insert into stock (select sku, pieces * 2 from stock)", answer: { changed: 3 } },
      {
        setUp: STOCK,
        sql: "insert into stock values ('rod', 1) on conflict do nothing",
        answer: { refused: 'syntax error at or near "ON"' },
      },
      {
        setUp: STOCK,
        sql: "insert into stock values ('rod', 1) returning sku",
        answer: { refused: 'syntax error at or near "RETURNING"' },
      },
      {
        setUp: STOCK,
        sql: "delete from stock returning *",
        answer: { refused: 'syntax error at or near "RETURNING"' },
      },
    ],
  },
  {
    construct: "MERGE",
    page: "r_MERGE",
    statements: [
      {
        setUp: DELIVERY,
        sql: "merge into stock using delivery on stock.sku = delivery.sku when matched then update set pieces = delivery.pieces when not matched then insert values (delivery.sku, delivery.pieces)",
        answer: { changed: 2 },
      },
      {
        setUp: [
          ...DELIVERY,
          "merge into stock using delivery as d on stock.sku = d.sku when matched then delete when not matched then insert (sku, pieces) values (d.sku, d.pieces)",
        ],
        sql: "select sku, pieces from stock order by sku",
        answer: {
          rows: [
            ["bolt", "10"],
            ["cog", "5"],
            ["gear", "30"],
          ],
        },
      },
      {
        setUp: [...DELIVERY, "merge into stock using delivery on stock.sku = delivery.sku remove duplicates"],
        sql: "select sku, pieces from stock order by sku",
        answer: {
          rows: [
            ["bolt", "10"],
            ["cog", "5"],
            ["gear", "30"],
            ["nut", "25"],
          ],
        },
      },
      {
        setUp: DELIVERY,
        sql: "merge into stock using delivery on stock.sku = delivery.sku when matched then delete",
        answer: { refused: "syntax error" },
      },
      {
        setUp: [...DELIVERY, "insert into delivery values ('nut', 26)"],
        sql: "merge into stock using delivery on stock.sku = delivery.sku when matched then update set pieces = delivery.pieces when not matched then insert values (delivery.sku, delivery.pieces)",
        answer: { refused: "Found multiple matches to update the same tuple." },
      },
    ],
  },
  {
    construct: "TRUNCATE, VACUUM, ANALYZE",
    page: "r_TRUNCATE",
    statements: [
      {
        setUp: [...STOCK, "begin", "truncate stock", "rollback"],
        sql: "select count(*) from stock",
        answer: { rows: [["0"]] },
      },
      { setUp: STOCK, sql: "truncate table stock", answer: RUNS },
      { setUp: STOCK, sql: "vacuum", answer: RUNS },
      { setUp: STOCK, sql: "vacuum full stock to 80 percent", answer: RUNS },
      { setUp: STOCK, sql: "vacuum delete only stock boost", answer: RUNS },
      { setUp: STOCK, sql: "vacuum sort only stock to 100 percent", answer: RUNS },
      { setUp: STOCK, sql: "vacuum reindex stock", answer: RUNS },
      { setUp: STOCK, sql: "vacuum recluster stock", answer: RUNS },
      {
        setUp: [...STOCK, "begin"],
        sql: "vacuum stock",
        answer: { refused: "VACUUM cannot run inside a transaction block" },
      },
      { sql: "vacuum no_such_table", answer: { refused: 'relation "no_such_table" does not exist' } },
      { setUp: STOCK, sql: "analyze stock", answer: RUNS },
      { setUp: STOCK, sql: "analyze verbose stock (sku, pieces)", answer: RUNS },
      { setUp: STOCK, sql: "analyze stock predicate columns", answer: RUNS },
      { setUp: STOCK, sql: "analyze compression stock", answer: { lacks: "ANALYZE COMPRESSION" } },
    ],
  },
];
