import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { parse } from "yaml";
import { loadLinks } from "../../config/load-links";
import { bundleOptions } from "../../constructs/bundle-options";
import { OWN_HANDLER, RUN_QUERY } from "../../functions/run-query/contract";
import { ENVIRONMENT } from "../../redshift-data/link/environment-names";
import { linkWith } from "../../testing/links/links";

const ROOT = join(__dirname, "../..");
const PAGE = readFileSync(join(ROOT, "docs/handlers.md"), "utf8");

function examplesIn(language: string): string[] {
  return [...PAGE.matchAll(/```(\w+)\n(.*?)```/gs)].flatMap(([, found, text = ""]) =>
    found === language ? [text] : [],
  );
}

test("every YAML of docs/handlers.md is one that a link takes", () => {
  const links = examplesIn("yaml").map((text) => linkWith(parse(text)));
  expect(links.map(({ function: { code, runtime } }) => [code?.kind, runtime])).toEqual([
    ["entry", "nodejs22.x"],
    ["archive", "python3.13"],
  ]);
});

test("the handler of docs/handlers.md can be bundled as it stands", () => {
  const [contents = ""] = examplesIn("ts");
  const stdin = { contents, resolveDir: join(ROOT, "functions/nightly-report"), loader: "ts" } as const;
  const { entryPoints: _, ...options } = bundleOptions({ ...OWN_HANDLER, entryFile: RUN_QUERY.entryFile });
  expect(buildSync({ ...options, stdin, write: false }).outputFiles).toHaveLength(1);
});

test("the table of variables and the Python example have the names that the deployment sets", () => {
  const [, table = ""] = PAGE.split("| variable | holds |");
  const [rows = ""] = table.split("```");
  const named = new Set([...rows.matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, name]) => name));
  const set: ReadonlySet<string | undefined> = new Set(Object.values(ENVIRONMENT));
  expect(named).toEqual(set);
  const [python = ""] = examplesIn("python");
  expect(python).toBe(readFileSync(join(ROOT, "examples/python-handler/report.py"), "utf8"));
  const read = [...python.matchAll(/"([A-Z][A-Z]*(?:_[A-Z]+)+|DATABASE)"/g)].map(([, name]) => name);
  expect(read.length).toBeGreaterThan(8);
  expect(read.filter((name) => !set.has(name) && name !== "AWS_REGION")).toEqual([]);
});

test("the example's link names files that are there", () => {
  const [link] = loadLinks(join(ROOT, "examples/own-handler/links.yaml"));
  expect(link?.function.code).toEqual({ kind: "entry", file: "functions/nightly-report/handler.ts" });
  expect(existsSync(link?.function.sampleEventFile ?? "")).toBe(true);
});
