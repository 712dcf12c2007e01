import { dirname, extname } from "node:path";
import ts from "typescript";
import { IMPORTS, type Import, specifiersOf } from "../testing/architecture/imports";
import { SOURCE_FILES, sourceOf } from "../testing/architecture/source-files";

const MAX_LINES = 250;
const MAX_MAIN_LINES = 40;
const MAX_FILES_PER_FOLDER = 20;

/** A contract and the codecs beside it (failures, queries): the files of a function that infrastructure and tools may import. */
const CONTRACT = /^functions\/[^/]+\/(contract|failure|queries)$/;
const CONTRACTS = "functions/*/contract";

/** What a table cell may say instead of a list. */
const ANYTHING = "anything";

/**
 * Room → rooms it may import, type-only imports included. The longest matching path is a file's room. `docs/architecture.md`
 * shows the same table.
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  "main.ts": ["config", "stacks", "states", "named-queries", "redshift-data/link", CONTRACTS],
  aws: [],
  config: ["aws"],
  states: ["aws", "config"],
  policies: ["aws"],
  "redshift-data/link": ["aws"],
  "redshift-data": ["redshift-data/link", "aws"],
  functions: ["redshift-data", "redshift-data/link", "aws"],
  "named-queries": ["config", "redshift-data", CONTRACTS],
  "content-cache": [],
  constructs: ["aws", "policies", "content-cache", CONTRACTS],
  stacks: ["config", "aws", "states", "constructs", "policies", "redshift-data/link", CONTRACTS],
  synth: ["content-cache"],
  "access/iam": ["aws"],
  "access/terraform": ["aws", "states", "access/iam"],
  "access/link": ["aws", "access/iam", "access/terraform"],
  emulator: ["aws", "access/iam", "content-cache"],
  "tools/lib": [
    "aws",
    "states",
    "access/terraform",
    "access/link",
    "config",
    "redshift-data/link",
    CONTRACTS,
  ],
  tools: [
    "tools/lib",
    "aws",
    "states",
    "access/iam",
    "access/terraform",
    "access/link",
    "config",
    "redshift-data/link",
    CONTRACTS,
  ],
  rehearsal: [
    "emulator",
    "named-queries",
    "aws",
    "access/iam",
    "access/terraform",
    "access/link",
    "config",
    "constructs",
    "tools/lib",
    CONTRACTS,
  ],
  links: ["config", "aws", "stacks"],
  examples: ["config", "aws", "stacks", "redshift-data"],
  testing: [ANYTHING],
  bench: [ANYTHING],
  __tests__: [ANYTHING],
};

/** What somebody who uses this project writes; it is empty here. */
const USERS_OWN: ReadonlySet<string> = new Set(["links"]);

/** Rooms of which only the types may be imported by that room. */
const TYPES_ONLY: ReadonlySet<string> = new Set(["stacks -> config"]);

/** Rooms that nothing but each other may import: what measures and tests is no part of the product. */
const OUTSIDE = ["testing", "bench", "__tests__"];

/** The room of a file: the longest path of the table that it lies under. */
function room(file: string): string | undefined {
  return Object.keys(ALLOWED)
    .filter((name) => file === name || file.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length)[0];
}

function isAllowed({ from, to, typeOnly }: Import): boolean {
  const [source = "", target = ""] = [room(from), room(to)];
  const may = ALLOWED[source] ?? [];
  if (source === target || may.includes(ANYTHING)) return true;
  if (OUTSIDE.includes(target)) return false;
  if (CONTRACT.test(to.replace(/\.ts$/, "")) && may.includes(CONTRACTS)) return true;
  if (TYPES_ONLY.has(`${source} -> ${target}`) && !typeOnly) return false;
  return may.includes(target);
}

/** Every chain of imports that comes back to its first file. */
function cyclesOf(all: readonly Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of all) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(" -> "));
    if (done.has(file)) return;
    done.add(file);
    for (const imported of next.get(file) ?? []) visit(imported, [...path, file]);
  };
  for (const file of next.keys()) visit(file, []);
  return cycles;
}

test("every source file is in a room of the table", () => {
  const homeless = SOURCE_FILES.filter((file) => room(file) === undefined);
  expect(homeless).toEqual([]);
  const filled = new Set(SOURCE_FILES.map(room));
  expect(Object.keys(ALLOWED).filter((name) => !filled.has(name) && !USERS_OWN.has(name))).toEqual([]);
});

test("every import points the way of the table, type imports included", () => {
  expect(IMPORTS.length).toBeGreaterThan(1000);
  expect(IMPORTS.filter((edge) => !isAllowed(edge)).map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
});

test("no file imports itself through others, not even for a type", () => {
  expect(cyclesOf(IMPORTS)).toEqual([]);
});

test("a cycle is found, of types too", () => {
  const edge = (from: string, to: string, typeOnly = false): Import => ({ from, to, typeOnly });
  expect(cyclesOf([edge("a", "b"), edge("b", "c", true), edge("c", "a"), edge("c", "d")])).toEqual([
    "a -> b -> c -> a",
  ]);
});

test("no file is longer than a reader can hold", () => {
  const tooLong = SOURCE_FILES.map((file) => ({ file, lines: sourceOf(file).split("\n").length - 1 }))
    .filter(({ file, lines }) => lines > (file === "main.ts" ? MAX_MAIN_LINES : MAX_LINES))
    .map(({ file, lines }) => `${file}: ${lines}`);
  expect(tooLong).toEqual([]);
});

test("no folder holds more files side by side than a reader can hold", () => {
  const counts = new Map<string, number>();
  for (const file of SOURCE_FILES.filter((name) => !name.startsWith("__tests__/"))) {
    counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  }
  const full = [...counts].filter(([, count]) => count > MAX_FILES_PER_FOLDER);
  expect(full.map(([folder, count]) => `${folder}: ${count}`)).toEqual([]);
});

test("a contract holds constants only", () => {
  const contracts = SOURCE_FILES.filter((file) => /^functions\/[^/]+\/contract\.ts$/.test(file));
  expect(contracts.length).toBeGreaterThan(0);
  const offenders = contracts.flatMap((file) =>
    ts
      .createSourceFile(file, sourceOf(file), ts.ScriptTarget.Latest)
      .statements.filter(
        (statement) =>
          !ts.isVariableStatement(statement) &&
          !ts.isTypeAliasDeclaration(statement) &&
          !ts.isImportDeclaration(statement),
      )
      .map((statement) => `${file}: ${ts.SyntaxKind[statement.kind]}`),
  );
  expect(offenders).toEqual([]);
});

test("docs/architecture.md shows this table", () => {
  const [, section = ""] = sourceOf("docs/architecture.md").split("\n## Rooms\n");
  const rows = (section.split("\n## ")[0] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const names = (cell = "") =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name.replace(/\/$/, ""));
  const shown = Object.fromEntries(
    rows.map(([, name, , may]) => [names(name)[0] ?? "", may === ANYTHING ? [ANYTHING] : names(may).sort()]),
  );
  const law = Object.fromEntries(Object.entries(ALLOWED).map(([name, may]) => [name, [...may].sort()]));
  expect(shown).toEqual(law);
});

test("the product does not see the test framework's global types", () => {
  const config = JSON.parse(sourceOf("tsconfig.json")) as { compilerOptions: { types: string[] } };
  expect(config.compilerOptions.types).toEqual(["node"]);
});

test("the provider's index is never imported: it costs seconds and half a gigabyte", () => {
  const offenders = SOURCE_FILES.filter((file) =>
    specifiersOf(file).some(({ specifier }) => specifier === "@cdktf/provider-aws"),
  );
  expect(offenders).toEqual([]);
  expect([...new Set(SOURCE_FILES.map((file) => extname(file)))].sort()).toEqual([".cjs", ".ts"]);
});
