import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { TerraformStack } from "cdktf";
import { isJson } from "../aws/json";
import type { LinkProblem } from "../config/problem";
import { IMPORTS_FOLDER, importsFileName } from "../states/imports-file";
import { linkCommand } from "../states/link-command";
import type { NamedLink } from "../states/local-state";

/** Committed until the apply that takes the resources over, one file a link. */
const FOLDER = join(__dirname, "..", IMPORTS_FOLDER);

/**
 * Puts the link's own `import` blocks into its stack: resources that exist, and that the next apply takes over instead of making
 * them. Once they are in the state the blocks do nothing. Of a file that {@link importProblems} refuses nothing is taken.
 *
 * @param folder where the files are; default: `imports` of the project
 */
export function addImports(stack: TerraformStack, link: NamedLink, folder: string = FOLDER): void {
  const read = importsOf(join(folder, importsFileName(link)));
  if (read !== undefined && "imports" in read) stack.addOverride("import", read.imports);
}

/**
 * A check of a links file: the file of the link's imports, if it has one, is what `npm run adopt` writes. Whatever else stood there
 * would be applied.
 *
 * @param folder as {@link addImports} takes it
 */
export function importProblems(link: NamedLink, folder: string = FOLDER): readonly LinkProblem[] {
  const file = join(folder, importsFileName(link));
  const read = importsOf(file);
  if (read === undefined || "imports" in read) return [];
  const message = `${read.why}, expected {"import": [{"to": …, "id": …}]} as npm run adopt writes it; remove the file, and write it again by ${linkCommand("adopt", link)}`;
  return [
    { path: ["name"], place: { fileName: relative("", file), position: { line: 1, column: 1 } }, message },
  ];
}

/** What a file holds, or why it is not to be applied; undefined where there is none. */
function importsOf(
  file: string,
): { readonly imports: readonly object[] } | { readonly why: string } | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? undefined : { why: `cannot be read (${code})` };
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { why: text.trim() === "" ? "is empty" : "is no JSON" };
  }
  const imports = isJson(json) && Object.keys(json).join() === "import" ? json.import : undefined;
  if (!Array.isArray(imports)) return { why: "has other content" };
  const other = imports.findIndex((block) => !isImport(block));
  return other < 0 ? { imports } : { why: `has another content at import[${other}]` };
}

/** Both are constants: an expression could read what is on the machine of whoever plans. */
function isImport(block: unknown): block is object {
  if (!isJson(block) || Object.keys(block).sort().join() !== "id,to") return false;
  const { to, id } = block;
  return typeof to === "string" && /^aws_\w+\.\w+$/.test(to) && typeof id === "string" && !/[$%]\{/.test(id);
}
