import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { encodeQueries } from "../../../functions/run-query/queries";
import type { NamedQuery } from "../../../redshift-data/queries/named-query";
import type { ReviewReport } from "../../../tools/review/judge/report";
import type { StackReview } from "../../../tools/review/judge/review-stack";
import { type DeployedQueries, deployedQueries } from "../../../tools/review/read/deployed-queries";
import { reportMarkdown } from "../../../tools/review/render/report-markdown";
import { reportPage } from "../../../tools/review/render/report-page";
import { reportText } from "../../../tools/review/render/report-text";

const QUERY: NamedQuery = {
  name: "monthly_sales",
  description: "Sales <by> month.",
  sql: "SELECT 1 < 2",
  parameters: [
    { name: "since", type: "date", nullable: false },
    { name: "region", type: "text", nullable: true },
  ],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "deployed-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What is read of a stack whose archive holds these files beside the code. */
function read(files: Readonly<Record<string, string>>, variables: object, isPlan = false) {
  const contents = Object.entries({ "index.js": "code", ...files }).map(([name, text]) => [
    name,
    strToU8(text),
  ]);
  writeFileSync(join(folder, "function.zip"), zipSync(Object.fromEntries(contents)));
  const block = { filename: "function.zip", environment: { variables } };
  const json = { resource: { aws_lambda_function: { query_function: block } } };
  return deployedQueries(isPlan ? undefined : join(folder, "cdk.tf.json"), json);
}

const FILES = { "queries.json": encodeQueries([QUERY]) };

test("the queries are those of the archive, and whether raw SQL is allowed is the function's variable", () => {
  expect(read(FILES, {})).toEqual({ rawSql: true, queries: [QUERY] });
  expect(read(FILES, { RAW_SQL: "false" })).toEqual({ rawSql: false, queries: [QUERY] });
  expect(read({}, { RAW_SQL: "false" })).toEqual({ rawSql: false, queries: [] });
  expect(read({}, {})).toBeUndefined();
});

test("what cannot be read is told, also of a plan, which holds no archive", () => {
  expect(read({ "queries.json": "{}" }, {})).toEqual({ rawSql: true, queries: "unknown" });
  expect(read(FILES, { RAW_SQL: "false" }, true)).toEqual({ rawSql: false, queries: "unknown" });
  expect(read(FILES, {}, true)).toBeUndefined();
});

function report(
  namedQueries: DeployedQueries | undefined,
  more: Pick<StackReview, "code"> = {},
): ReviewReport {
  const nothing = { access: [], suppressed: [], unchecked: [], notApplicable: [], rulesChecked: 20 };
  const finding = { rule: "r", severity: "error", address: "a", message: "m", fix: "f" } as const;
  const stack = {
    name: "website",
    ...nothing,
    findings: [finding],
    ...(namedQueries === undefined ? {} : { namedQueries }),
    ...more,
  };
  return { source: "cdktf.out", stacks: [stack], changes: new Map() };
}

const plain = (_: unknown, text: string) => text;

test("text, Markdown and page list the queries and say whether raw SQL is allowed", () => {
  const told = report({ rawSql: false, queries: [QUERY] });
  expect(reportText(told, plain).split("\n").slice(1, 3)).toEqual([
    "  runs 1 named query, and no other SQL (rawSql: false)",
    "    monthly_sales(since date, region text null)",
  ]);
  expect(reportMarkdown(told)).toContain(
    "The function runs 1 named query, and no other SQL (rawSql: false).\n\n- `monthly_sales(since date, region text null)`: Sales &lt;by&gt; month.\n",
  );
  expect(reportPage(told)).toContain(
    '<p>The function runs 1 named query, and no other SQL (rawSql: false).</p><details class="quiet"><summary>Named queries</summary><ul><li><code>monthly_sales(since date, region text null)</code> Sales &lt;by&gt; month.<pre>SELECT 1 &lt; 2</pre></li></ul></details>',
  );
  expect(reportText(report({ rawSql: true, queries: [] }), plain)).toContain(
    "  runs 0 named queries, and any other SQL\n",
  );
  expect(reportText(report({ rawSql: false, queries: "unknown" }), plain)).toContain(
    "  runs named queries that could not be read, and no other SQL (rawSql: false)\n",
  );
});

test("of code that is not the project's nobody says that it refuses SQL", () => {
  const told = report({ rawSql: false, queries: [QUERY] }, { code: { kind: "entry", file: "a.ts" } });
  for (const text of [reportText(told, plain), reportMarkdown(told), reportPage(told)]) {
    expect(text).toContain("has 1 named query beside it; what it runs, its own code decides");
    expect(text).not.toContain("no other SQL");
  }
  const unread = report({ rawSql: false, queries: "unknown" }, { code: { kind: "archive", file: "a.zip" } });
  expect(reportText(unread, plain)).toContain("has named queries that could not be read beside it; what");
});

test("a link without named queries is told as before", () => {
  const before = report(undefined);
  for (const text of [reportText(before, plain), reportMarkdown(before), reportPage(before)]) {
    expect(text).not.toContain("named quer");
  }
});
