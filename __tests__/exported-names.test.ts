import ts from "typescript";
import { sourceOf, workTreeFiles } from "../testing/architecture/source-files";

/**
 * Names of which several places have one each, with one meaning: every command renders its report and has an exit code
 * for it, Lambda calls every function's `handler`, and what stands in for the SDK's `defaultProvider` has its name.
 */
const ONE_EACH = ["defaultProvider", "exitCodeOf", "handler", "reportJson", "reportMarkdown", "reportText"];

/** What a source file exports by name. The project has no re-exports and no default exports, but for extensions, which users write. */
function exportedNames(text: string): string[] {
  const source = ts.createSourceFile("file.ts", text, ts.ScriptTarget.Latest);
  return source.statements
    .filter(
      (statement) =>
        ts.canHaveModifiers(statement) &&
        ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true,
    )
    .flatMap((statement) => {
      if (ts.isVariableStatement(statement)) {
        return statement.declarationList.declarations.map(({ name }) => name.getText(source));
      }
      const { name } = statement as ts.DeclarationStatement;
      return name === undefined ? [] : [name.getText(source)];
    });
}

test("finds what a file exports, and nothing else", () => {
  const text = `
    export interface One {}
    export type Two = One;
    export const three = 3, four = 4;
    export async function five() {}
    export abstract class Six {}
    interface Seven {}
    const eight = 8;
    export function five(again: string): void;`;
  expect(exportedNames(text)).toEqual(["One", "Two", "three", "four", "five", "Six", "five"]);
});

test("a name is exported by one file only, so that it has one meaning", () => {
  const files = workTreeFiles("*.ts").filter((file) => !file.startsWith("__tests__/"));
  const filesOf = new Map<string, Set<string>>();
  for (const file of files) {
    for (const name of exportedNames(sourceOf(file))) {
      filesOf.set(name, (filesOf.get(name) ?? new Set()).add(file));
    }
  }
  expect(filesOf.size).toBeGreaterThan(500);
  const shared = [...filesOf].filter(([, { size }]) => size > 1);
  expect(
    shared
      .map(([name]) => name)
      .filter((name) => ONE_EACH.includes(name))
      .sort(),
  ).toEqual(ONE_EACH);
  expect(
    shared
      .filter(([name]) => !ONE_EACH.includes(name))
      .map(([name, exporting]) => `${name}: ${[...exporting].join(", ")}`),
  ).toEqual([]);
});
