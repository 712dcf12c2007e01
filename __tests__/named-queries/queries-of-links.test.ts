import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseLinks } from "../../config/parse-links";
import { queriesOfLinks } from "../../named-queries/queries-of-links";
import { queryFiles } from "../../named-queries/query-files";
import { withMore } from "../../testing/links/sample-file";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "queries-"));
  mkdirSync(join(folder, "queries"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The links of a file that says this more of its link, and their queries. */
function load(more: string) {
  const file = join(folder, "links.yaml");
  const queries = queriesOfLinks(file);
  const links = parseLinks(withMore(more), file, { checks: [queries.problems] });
  return { links, queries };
}

test("problems of queries stand in the report of the links file, with their own file and line", () => {
  writeFileSync(join(folder, "queries/sales.sql"), "-- name: a\nSELECT :x\n\n-- name: b\n");
  expect(() => load("    queries: queries")).toThrow(
    [
      `${folder}/links.yaml has 2 problems:`,
      `  ${folder}/queries/sales.sql:2:1 links[0].queries: a: :x is not declared, expected -- param x: above the SQL; write -- param x: and its type`,
      `  ${folder}/queries/sales.sql:4:1 links[0].queries: b: is without SQL, expected one statement below it; write it`,
    ].join("\n"),
  );
});

test("a folder that is not there is told where the links file names it", () => {
  expect(() => load("    queries: querys")).toThrow(
    `${folder}/links.yaml:13:14 links[0].queries: querys is not there, expected a folder with .sql files; create it, or take the field out`,
  );
});

test("rawSql: false needs queries", () => {
  expect(() => load("    rawSql: false")).toThrow(
    `${folder}/links.yaml:13:13 links[0].rawSql: is false without queries, expected a folder of named queries beside it; name one in queries`,
  );
});

test("the link has its folder and whether raw SQL is allowed; a link without queries has neither", () => {
  writeFileSync(join(folder, "queries/q.sql"), "-- name: q\n-- Says one.\nSELECT 1;\n");
  const { links, queries } = load("    queries: queries\n    rawSql: false");
  expect(links.map((link) => link.queries)).toEqual([{ folder: "queries", rawSql: false }]);
  expect(links.map((link) => queryFiles(queries.of(link)))).toEqual([
    {
      "queries.json": `${JSON.stringify(
        { queries: [{ name: "q", description: "Says one.", parameters: [], sql: "SELECT 1" }] },
        null,
        1,
      )}\n`,
    },
  ]);
  const without = load("");
  expect(without.links.map((link) => "queries" in link)).toEqual([false]);
  expect(without.links.map((link) => queryFiles(without.queries.of(link)))).toEqual([{}]);
});

test.each([
  ["entry", "{ entry: handler.ts }"],
  ["archive", "{ archive: a.zip, handler: a.run, runtime: python3.13 }"],
])("rawSql: false is refused with function.%s, whose code nothing holds to it", (field, code) => {
  writeFileSync(join(folder, "queries/one.sql"), "-- name: one\nSELECT 1\n");
  expect(() => load(`    queries: queries\n    rawSql: false\n    function: ${code}`)).toThrow(
    `links[0].rawSql: is false with function.${field}, expected only with the project's function, which is what refuses SQL: code of your own runs what it is written to run; take one of the two out`,
  );
  expect(load(`    queries: queries\n    function: ${code}`).links).toHaveLength(1);
});
