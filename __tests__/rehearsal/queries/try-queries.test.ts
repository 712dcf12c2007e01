import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkQuery, type LocatedQuery } from "../../../named-queries/check-query";
import { readQueryFile } from "../../../named-queries/query-file";
import { triedInWords, tryQueries } from "../../../rehearsal/queries/try-queries";
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

test("COPY and UNLOAD of a link with buckets are left to the deployed function; without buckets they do not run", async () => {
  const roles = "IAM_ROLE 'arn:aws:iam::222222222222:role/copy,arn:aws:iam::111111111111:role/bucket'";
  const queries = [
    query("load", `-- Loads the file.\nCOPY sales FROM 's3://acme-landing/in/a.csv' ${roles} CSV`),
    query("count", "SELECT count(*) AS n FROM sales"),
    query("save", `unload ('SELECT * FROM sales') TO 's3://acme-landing/out/' ${roles}`),
  ];
  const trial = (buckets: object) => {
    const own = linkWith({ queries: "queries", ...buckets });
    return tryQueries({
      links: [own],
      queries: { of: () => queries },
      ownWarehouse: { folder: "warehouse", scriptsOf: () => [{ name: "warehouse/a.sql", sql: TABLES }] },
      signal,
    });
  };
  const buckets = [{ name: "acme-landing", copyFrom: ["in/"], unloadTo: ["out/"] }];
  const outcomes = await trial({ buckets });
  expect(outcomes.map(({ query: { name }, isLeftToFunction }) => [name, isLeftToFunction])).toEqual([
    ["load", true],
    ["count", undefined],
    ["save", true],
  ]);
  expect(triedInWords(outcomes)).toBe(
    "1 of 3 as the links' database users; 2 COPY or UNLOAD left to the deployed function",
  );
  await expect(trial({})).rejects.toThrow(
    /2 named queries did not run[\s\S]*LOCAL_LACK: COPY[\s\S]*LOCAL_LACK: UNLOAD/,
  );
});
