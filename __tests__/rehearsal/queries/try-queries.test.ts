import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkQuery, type LocatedQuery } from "../../../named-queries/check-query";
import { readQueryFile } from "../../../named-queries/query-file";
import { tryQueries } from "../../../rehearsal/queries/try-queries";
import { ROOT } from "../../../testing/deployment/checkout";
import { linkWith } from "../../../testing/links/links";
import { ToolError } from "../../../tools/lib/terminal/tool-error";

const link = linkWith({ queries: "queries" });
const { signal } = new AbortController();

function query(name: string, sql: string, more: Partial<LocatedQuery> = {}): LocatedQuery {
  return {
    file: "q/a.sql",
    name,
    line: 1,
    sqlLine: 10,
    description: "",
    parameters: [],
    examples: {},
    sql,
    ...more,
  };
}

/** Tries queries on a warehouse of these scripts. */
function tried(queries: readonly LocatedQuery[], script: string) {
  const scriptsOf = () => [{ name: "warehouse/a.sql", sql: script }];
  return tryQueries({
    links: [link, linkWith({ name: "other" })],
    queries: { of: (one) => (one === link ? queries : []) },
    ownWarehouse: { folder: "warehouse", scriptsOf },
    signal,
  });
}

const TABLES = `CREATE TABLE sales (month date, region varchar(20), revenue decimal(12,2));
INSERT INTO sales VALUES ('2026-01-01', 'north', 1.50);
CREATE TABLE payroll (salary int);
GRANT SELECT, INSERT ON sales TO analyst;`;

test("each query runs with its examples, in the same tables, and has its columns", async () => {
  const since = query(
    "since",
    "SELECT month, count(*) AS sales, sum(revenue) AS revenue\nFROM sales WHERE month >= :since AND (:region IS NULL OR region = :region) GROUP BY 1",
    {
      parameters: [
        { name: "since", type: "date", nullable: false },
        { name: "region", type: "text", nullable: true },
      ],
      examples: { since: "2025-01-01", region: null },
    },
  );
  const insert = query("insert", "INSERT INTO sales VALUES (current_date, 'x', 2)");
  const none = query("none", "SELECT 1 / CASE WHEN count(*) = 1 THEN 1 ELSE 0 END AS n FROM sales");
  const outside = query("outside", "VACUUM");
  const outcomes = await tried([since, insert, none, outside], TABLES);
  expect(
    outcomes.map(({ query: { name }, columns }) => [
      name,
      columns?.map((column) => [column.name, column.typeName]),
    ]),
  ).toEqual([
    [
      "since",
      [
        ["month", "date"],
        ["sales", "int8"],
        ["revenue", "numeric"],
      ],
    ],
    ["insert", undefined],
    ["none", [["n", "int4"]]],
    ["outside", undefined],
  ]);
});

test("a missing grant, table or column fails with file and line, all at once", async () => {
  const queries = [
    query("pay", "SELECT *\nFROM payroll"),
    query("gone", "SELECT 1\nFROM\n  nowhere"),
    query("column", "SELECT month,\n  regionn\nFROM sales"),
    query("fine", "SELECT 1"),
  ];
  const error = await tried(queries, TABLES).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ToolError);
  expect(error instanceof ToolError && [error.code, ...error.message.split("\n")]).toEqual([
    "QUERIES_FAILED",
    "3 named queries did not run, so nothing is deployed:",
    "  q/a.sql:11 pay: did not run as analyst of link analytics with its examples",
    "      SELECT *",
    "      FROM payroll",
    "    ERROR: permission denied for relation payroll",
    "  q/a.sql:12 gone: did not run as analyst of link analytics with its examples",
    "      SELECT 1",
    "      FROM",
    "        nowhere",
    '    ERROR: relation "nowhere" does not exist',
    "  q/a.sql:11 column: did not run as analyst of link analytics with its examples",
    "      SELECT month,",
    "        regionn",
    "      FROM sales",
    '    ERROR: column "regionn" does not exist',
    "correct the query, or what warehouse creates and grants; the same grants are needed on Redshift",
  ]);
});

test("the page's query runs as it stands, on the built-in tables", async () => {
  const [, text = ""] =
    /^```sql\n([\s\S]*?)^```$/m.exec(readFileSync(join(ROOT, "docs/queries.md"), "utf8")) ?? [];
  const read = readQueryFile("queries.md", text);
  const checked = read.blocks.map((block) => checkQuery(block));
  expect(checked.map(({ query: { name }, problems }) => [name, problems])).toEqual([["monthly_sales", []]]);
  const queries = checked.map(({ query }) => query);
  const outcomes = await tryQueries({
    links: [link],
    queries: { of: () => queries },
    ownWarehouse: undefined,
    signal,
  });
  expect(outcomes.map(({ columns }) => columns?.map(({ name }) => name))).toEqual([
    ["month", "orders", "revenue"],
  ]);
});
