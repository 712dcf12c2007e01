import type { CorpusGroup } from "../../corpus-statement";

/** Names that begin with the same 63 bytes, which is all that the engine keeps of one. */
const MONTHLY = "customer_lifetime_value_by_acquisition_channel_and_first_product_monthly";
const WEEKLY = "customer_lifetime_value_by_acquisition_channel_and_first_product_weekly";
const COLUMN = "share_of_the_revenue_that_customers_of_this_channel_brought_in_the_first_year";
const OF_127_BYTES = "n".repeat(127);

const TWO_TABLES = [
  `create table ${MONTHLY} (id int, ${COLUMN} decimal(5,2)) sortkey (${COLUMN})`,
  `create table ${WEEKLY} (id int)`,
  `insert into ${MONTHLY} values (1, 0.25), (2, 0.5)`,
  `insert into ${WEEKLY.toUpperCase()} (id) values (7)`,
];

export const LONG_NAMES: readonly CorpusGroup[] = [
  {
    construct: "names of 64 to 127 bytes",
    page: "r_names",
    statements: [
      {
        sql: `select 1 as ${"n".repeat(80)}`,
        answer: { rows: [["1"]], columns: ["n".repeat(80)] },
      },
      {
        sql: `select 1 as ${OF_127_BYTES}cut, 2 as "${"é".repeat(40)}"`,
        answer: { rows: [["1", "2"]], columns: [OF_127_BYTES, "é".repeat(40)] },
      },
      {
        setUp: TWO_TABLES,
        sql: `select m.${COLUMN}, w.id, sum(m.${COLUMN.toUpperCase()}) over () from ${MONTHLY} m join "${WEEKLY}" w on m.id < w.id order by 1`,
        answer: {
          rows: [
            ["0.25", "7", "0.75"],
            ["0.50", "7", "0.75"],
          ],
          columns: [COLUMN, "id", "sum"],
        },
      },
      {
        setUp: TWO_TABLES,
        sql: `select tablename, "column", sortkey from pg_table_def where tablename = '${MONTHLY}' order by "column"`,
        answer: {
          rows: [
            [MONTHLY, "id", "0"],
            [MONTHLY, COLUMN, "1"],
          ],
        },
      },
      {
        setUp: [...TWO_TABLES, `create view only_weekly as select id as ${COLUMN} from ${WEEKLY}`],
        sql: `select table_name, column_name from svv_columns where table_name in ('only_weekly', '${WEEKLY}') order by 1`,
        answer: {
          rows: [
            [WEEKLY, "id"],
            ["only_weekly", COLUMN],
          ],
        },
      },
      {
        setUp: [
          ...TWO_TABLES,
          `create procedure ${OF_127_BYTES}() as $$ begin insert into ${WEEKLY} select max(id) + 1 from ${WEEKLY}; end $$ language plpgsql`,
          `call ${OF_127_BYTES}()`,
        ],
        sql: `select id from ${WEEKLY} order by id`,
        answer: { rows: [["7"], ["8"]] },
      },
      {
        setUp: TWO_TABLES,
        sql: `select ${COLUMN}_x from ${MONTHLY}`,
        answer: { refused: `column "${COLUMN}_x" does not exist` },
      },
      { sql: `select 1 from ${WEEKLY}_x`, answer: { refused: `relation "${WEEKLY}_x" does not exist` } },
      {
        setUp: [
          ...TWO_TABLES,
          `create view corpus_long_view as select id from ${WEEKLY}`,
          `alter table ${WEEKLY} rename column id to ${COLUMN}`,
          `alter table ${WEEKLY} rename to ${WEEKLY}_2`,
        ],
        sql: `select ${COLUMN} from ${WEEKLY}_2`,
        answer: { rows: [["7"]], columns: [COLUMN] },
      },
      {
        setUp: [`create group "${OF_127_BYTES}"`],
        sql: `drop group ${OF_127_BYTES}`,
        answer: { runs: true },
      },
      {
        setUp: [
          `create schema ${OF_127_BYTES}`,
          `create table ${OF_127_BYTES}.t (n int)`,
          `insert into ${OF_127_BYTES}.t values (3)`,
          `set search_path to ${OF_127_BYTES}`,
        ],
        sql: "select current_schema(), n from t",
        answer: { rows: [[OF_127_BYTES, "3"]] },
      },
    ],
  },
];
