import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
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

/** A path beside the links file, as messages and links have it: from the working directory. */
const beside = (name: string) => relative("", join(folder, name));

/** The links of a file that says this more of its link, and their queries. */
function load(more: string) {
  const file = join(folder, "links.yaml");
  const queries = queriesOfLinks();
  const links = parseLinks(withMore(more), file, { checks: [queries.problems] });
  return { links, queries };
}

test("problems of queries stand in the report of the links file, with their own file and line", () => {
  writeFileSync(join(folder, "queries/sales.sql"), "-- name: a\nSELECT :x\n\n-- name: b\n");
  expect(() => load("    queries: queries")).toThrow(
    [
      `${folder}/links.yaml has 2 problems:`,
      `  ${beside("queries/sales.sql")}:2:1 links[0].queries: a: :x is not declared, expected -- param x: above the SQL; write -- param x: and its type`,
      `  ${beside("queries/sales.sql")}:4:1 links[0].queries: b: is without SQL, expected one statement below it; write it`,
    ].join("\n"),
  );
});

test("a folder that is not there is told where the links file names it", () => {
  expect(() => load("    queries: querys")).toThrow(
    `${folder}/links.yaml:13:14 links[0].queries: ${beside("querys")} is not there, expected a folder with .sql files; create it, or take the field out`,
  );
});

test("rawSql: false needs queries", () => {
  expect(() => load("    rawSql: false")).toThrow(
    `${folder}/links.yaml:13:13 links[0].rawSql: is false without queries, expected a folder of named queries beside it; name one in queries`,
  );
});

test.each([
  ["{ entry: handler.ts }", "entry"],
  ["{ archive: a.zip, handler: a.b, runtime: python3.13 }", "archive"],
])("code of one's own, %s, is not said to refuse SQL", (settings, field) => {
  writeFileSync(join(folder, "queries/q.sql"), "-- name: q\nSELECT 1;\n");
  const message = `links[0].rawSql: is false beside function.${field}, expected it with the project's own function alone: yours decides itself what it runs; take it out, or, where it is a default, write rawSql: true for this link`;
  expect(() => load(`    queries: queries\n    rawSql: false\n    function: ${settings}`)).toThrow(message);
  expect(() => load(`    rawSql: false\n    function: ${settings}`)).toThrow(message);
});

test("an archive of one's own is deployed as it is, without queries", () => {
  writeFileSync(join(folder, "queries/q.sql"), "-- name: q\nSELECT 1;\n");
  const settings = "function: { archive: a.zip, handler: a.b, runtime: python3.13 }";
  expect(() => load(`    queries: queries\n    ${settings}`)).toThrow(
    'links[0].queries: is "queries" beside function.archive, which is deployed as it is, expected none; take it out, and put the files into the archive',
  );
  expect(load("    queries: queries\n    function: { entry: handler.ts }").links).toHaveLength(1);
});

test("the link has its folder and whether raw SQL is allowed; a link without queries has neither", () => {
  writeFileSync(join(folder, "queries/q.sql"), "-- name: q\n-- Says one.\nSELECT 1;\n");
  const { links, queries } = load("    queries: queries\n    rawSql: false");
  expect(links.map((link) => link.queries)).toEqual([{ folder: beside("queries"), rawSql: false }]);
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
