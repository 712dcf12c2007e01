import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";

const ROOT = join(__dirname, "..");
const MAX_LINES = 250;
const MAX_MAIN_LINES = 40;

/** Room → rooms it may import. `main` is the composition root. Type-only imports are listed in {@link TYPES}. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  main: ["config", "stacks"],
  config: [],
  policies: [],
  constructs: ["policies"],
  stacks: ["constructs", "policies"],
  functions: [],
  access: [],
  tools: ["access", "config"],
  rehearsal: ["access", "config", "tools"],
};

/** Room → rooms whose types alone it may import. */
const TYPES: Readonly<Record<string, readonly string[]>> = { stacks: ["config"], access: ["policies"] };

/** The one file of a function that the infrastructure, or whoever configures it, may import. */
const CONTRACT = /^functions\/[^/]+\/contract$/;
const MAY_IMPORT_CONTRACT = ["main", "constructs", "stacks", "tools", "rehearsal"];

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts"], {
  cwd: ROOT,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "");
const sources = files.filter((file) => !file.startsWith("__tests__/") && !file.startsWith("bench/"));

function importsOf(from: string): Edge[] {
  const text = readFileSync(join(ROOT, from), "utf8");
  const source = ts.createSourceFile(from, text, ts.ScriptTarget.Latest);
  return source.statements
    .filter(ts.isImportDeclaration)
    .map((statement) => ({
      specifier: (statement.moduleSpecifier as ts.StringLiteral).text,
      typeOnly: statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword,
    }))
    .filter(({ specifier }) => specifier.startsWith("."))
    .map(({ specifier, typeOnly }) => ({
      from: from.replace(/\.ts$/, ""),
      to: relative(ROOT, resolve(ROOT, dirname(from), specifier)),
      typeOnly,
    }));
}

const edges = sources.flatMap(importsOf);
const room = (file: string) => (file === "main" ? "main" : (file.split("/")[0] ?? ""));

function allowed({ from, to, typeOnly }: Edge): boolean {
  const [source, target] = [room(from), room(to)];
  if (source === target) return true;
  if (CONTRACT.test(to)) return MAY_IMPORT_CONTRACT.includes(source);
  if (ALLOWED[source]?.includes(target)) return true;
  return typeOnly && TYPES[source]?.includes(target) === true;
}

test("every source file is in a room of the table", () => {
  expect([...new Set(sources.map((file) => room(file.replace(/\.ts$/, ""))))].sort()).toEqual(
    Object.keys(ALLOWED).sort(),
  );
});

test("every import points the way of the table", () => {
  expect(edges.length).toBeGreaterThan(50);
  expect(edges.filter((edge) => !allowed(edge)).map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
});

test("main loads the head start before anything else, or it is none", () => {
  expect(importsOf("main.ts")[0]?.to).toBe("stacks/head-start");
});

test("no file imports itself at run time through others", () => {
  const next = new Map<string, string[]>();
  for (const { from, to, typeOnly } of edges) {
    if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(" -> "));
    if (done.has(file)) return;
    done.add(file);
    for (const imported of next.get(file) ?? []) visit(imported, [...path, file]);
  };
  for (const file of next.keys()) visit(file, []);
  expect(cycles).toEqual([]);
});

test("no file is longer than a reader can hold", () => {
  const tooLong = files
    .map((file) => ({ file, lines: readFileSync(join(ROOT, file), "utf8").split("\n").length - 1 }))
    .filter(({ file, lines }) => lines > (file === "main.ts" ? MAX_MAIN_LINES : MAX_LINES))
    .map(({ file, lines }) => `${file}: ${lines}`);
  expect(tooLong).toEqual([]);
});

test("the provider's index is never imported: it costs seconds and half a gigabyte", () => {
  const offenders = files.filter((file) =>
    /from "@cdktf\/provider-aws"/.test(readFileSync(join(ROOT, file), "utf8")),
  );
  expect(offenders.filter((file) => file !== "__tests__/architecture.test.ts")).toEqual([]);
});
