import { join } from "node:path";
import { loadLinks } from "../../config/load-links";
import { loadRehearsalSettings } from "../../config/rehearsal-settings";
import { checkQuery } from "../../named-queries/check-query";
import { queriesOfLinks } from "../../named-queries/queries-of-links";
import { readQueryFile } from "../../named-queries/query-file";
import { tryQueries } from "../../rehearsal/queries/try-queries";
import { readOwnWarehouse } from "../../rehearsal/warehouse/own-warehouse";
import { sourceOf } from "../../testing/architecture/source-files";

const FILE = join(__dirname, "../../examples/named-queries/links.yaml");

test("the example's queries have no problem and run as its database user", async () => {
  const queries = queriesOfLinks();
  const links = loadLinks(FILE, { checks: [queries.problems] });
  const ownWarehouse = readOwnWarehouse(FILE, links, loadRehearsalSettings(FILE));
  const { signal } = new AbortController();
  const tried = await tryQueries({ links, queries, ownWarehouse, signal });
  expect(
    tried.map(({ query: { name }, columns }) => [name, columns?.map((column) => column.typeName)]),
  ).toEqual([
    ["note_visit", undefined],
    ["monthly_sales", ["date", "int8", "numeric"]],
    ["big_orders", ["int8", "numeric", "timestamp"]],
  ]);
});

test("the page's file is one that synth takes", () => {
  const [, text = ""] = /```sql\n(-- name: [^`]*)```/.exec(sourceOf("docs/queries.md")) ?? [];
  const { blocks, problems } = readQueryFile("page.sql", text);
  expect([...problems, ...blocks.flatMap((block) => checkQuery(block).problems)]).toEqual([]);
  expect(blocks.map(({ name }) => name)).toEqual(["monthly_sales"]);
});
