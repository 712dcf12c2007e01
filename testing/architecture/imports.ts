import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";
import { SOURCE_FILES, sourceOf } from "./source-files";

/** One file imports another; paths are relative to the project. */
export interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const SOURCES = new Set(SOURCE_FILES);

/** A module as a file names it. */
interface NamedModule {
  readonly specifier: string;
  readonly typeOnly: boolean;
  /** Loaded when the program comes to it, by `import()` or `require()`. */
  readonly onDemand: boolean;
}

function namedBy(file: string): NamedModule[] {
  const found: NamedModule[] = [];
  const add = (node: ts.Node | undefined, typeOnly: boolean, onDemand = false) => {
    if (node === undefined || !ts.isStringLiteralLike(node)) return;
    found.push({ specifier: node.text, typeOnly, onDemand });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, true);
    } else if (ts.isCallExpression(node)) {
      const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
      const isRequire = ts.isIdentifier(node.expression) && node.expression.text === "require";
      if (isImport || isRequire) add(node.arguments[0], false, true);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, sourceOf(file), ts.ScriptTarget.Latest));
  return found;
}

/** What every source names, read once in a run of the tests: it takes seconds, and several test files ask. */
const NAMED: Readonly<Record<string, readonly NamedModule[]>> = onceInRun("imports.json", () =>
  Object.fromEntries(SOURCE_FILES.map((file) => [file, namedBy(file)])),
);

function onceInRun<T>(name: string, make: () => T): T {
  const { TEST_RUN_FOLDER: runFolder } = process.env;
  if (runFolder === undefined) return make();
  const file = join(runFolder, name);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  const made = make();
  // Renamed into its place: another worker may be reading.
  const unfinished = join(runFolder, randomUUID());
  writeFileSync(unfinished, JSON.stringify(made));
  renameSync(unfinished, file);
  return made;
}

/** Every module a source names: import and export declarations, `import()`, `import("…").Type` and `require()`. */
export function specifiersOf(file: string): readonly NamedModule[] {
  const named = NAMED[file];
  if (named === undefined) throw new Error(`${file} is no source of the project`);
  return named;
}

/** The files of the project that a file imports. */
function importsOf(from: string): Import[] {
  return specifiersOf(from)
    .filter(({ specifier }) => specifier.startsWith("."))
    .map(({ specifier, typeOnly }) => ({ from, to: fileOf(from, specifier), typeOnly }));
}

function fileOf(from: string, specifier: string): string {
  const path = relative(PROJECT_ROOT, resolve(PROJECT_ROOT, dirname(from), specifier));
  return SOURCES.has(`${path}.ts`) ? `${path}.ts` : path;
}

/** Packages that are loaded as soon as this file is, by it or by what it imports; sorted. */
export function packagesLoadedWith(file: string): readonly string[] {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = (current: string): void => {
    if (seen.has(current)) return;
    seen.add(current);
    if (!SOURCES.has(current)) return;
    for (const { specifier, typeOnly, onDemand } of specifiersOf(current)) {
      if (typeOnly || onDemand || specifier.startsWith("node:")) continue;
      if (specifier.startsWith(".")) visit(fileOf(current, specifier));
      else packages.add(specifier);
    }
  };
  visit(file);
  return [...packages].sort();
}

/** Every import among the sources of the project. */
export const IMPORTS: readonly Import[] = SOURCE_FILES.flatMap(importsOf);

/** Whether one of these files imports it, directly or through others. */
export function isReached(file: string, from: readonly string[]): boolean {
  const seen = new Set<string>();
  const next = [...from];
  for (let current = next.pop(); current !== undefined; current = next.pop()) {
    if (current === file) return true;
    if (seen.has(current)) continue;
    seen.add(current);
    next.push(...IMPORTS.filter(({ from: importing }) => importing === current).map(({ to }) => to));
  }
  return false;
}
