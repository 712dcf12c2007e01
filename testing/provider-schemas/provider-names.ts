import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";

/** Attribute → `true`, block → what it has. */
export interface Names {
  readonly [name: string]: true | Names;
}

/** What the oldest version of the provider that is supported has, of the types of a link. */
export const OLDEST: Readonly<Record<"provider" | "resource" | "data", Names>> = JSON.parse(
  readFileSync(join(PROJECT_ROOT, "testing/provider-schemas/aws-5.100.0.json"), "utf8"),
);

/** Folder of a resource type in the bindings. */
export const moduleOf = (type: string) => type.replace(/^aws_/, "").replaceAll("_", "-");

function textOfBindings(module: string): string {
  return readFileSync(join(PROJECT_ROOT, "node_modules/@cdktf/provider-aws/lib", module, "index.js"), "utf8");
}

/** What the bindings (6.25) write for a type, at any depth. */
export function namesOfBindings(module: string): readonly string[] {
  const written = textOfBindings(module).matchAll(/^ +(\w+): (?:cdktf\.\w+|\w+ToTerraform)\(/gm);
  return [...written].map(([, name = ""]) => name);
}

/** What the bindings (6.25) read of a type, at any depth: also what the provider works out. */
export function readNamesOfBindings(module: string): readonly string[] {
  const read = textOfBindings(module).matchAll(/this\.get\w+Attribute\(['"](\w+)['"]\)/g);
  return [...read].map(([, name = ""]) => name);
}
