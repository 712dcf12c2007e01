import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(__dirname, "../..");

const PARTS = [
  "aws",
  "cdktf.json",
  "config",
  "constructs",
  "functions",
  "links.yaml",
  "main.ts",
  "package.json",
  "policies",
  "redshift-data",
  "stacks",
  "tsconfig.json",
];

/** A copy of what synth needs, as a second checkout on another path. */
export function checkout(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const part of PARTS) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return folder;
}
