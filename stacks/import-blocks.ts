import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TerraformStack } from "cdktf";
import { isJson } from "../aws/json";

/** Where `npm run adopt` writes; committed until the apply that takes the resources over, one file a link. */
const FOLDER = join(__dirname, "../imports");

/**
 * Puts the link's own `import` blocks into its stack: resources that exist, and that the next apply takes over instead of making
 * them. Once they are in the state the blocks do nothing.
 *
 * @param folder where the files are, named `<link>.tf.json`; default: `imports` of the project
 * @throws Error for a file that `npm run adopt` does not write: whatever else stood there would be applied
 */
export function addImports(stack: TerraformStack, link: string, folder: string = FOLDER): void {
  const file = join(folder, `${link}.tf.json`);
  if (!existsSync(file)) return;
  const imports = importsIn(readFileSync(file, "utf8"));
  if (imports === undefined) {
    throw new Error(
      `imports/${link}.tf.json is not what npm run adopt writes, expected {"import": [{"to": …, "id": …}]}; write it again, or remove it`,
    );
  }
  stack.addOverride("import", imports);
}

function importsIn(text: string): readonly object[] | undefined {
  const json = parsed(text);
  if (!isJson(json) || Object.keys(json).join() !== "import" || !Array.isArray(json.import)) return undefined;
  const imports: readonly unknown[] = json.import;
  return imports.every(isImport) ? imports : undefined;
}

/** Both are constants: an expression could read what is on the machine of whoever plans. */
function isImport(block: unknown): block is object {
  if (!isJson(block) || Object.keys(block).sort().join() !== "id,to") return false;
  const { to, id } = block;
  return typeof to === "string" && /^aws_\w+\.\w+$/.test(to) && typeof id === "string" && !/[$%]\{/.test(id);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
