import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(__dirname, "../..");

/** Rooms that a synth is made of: the app's command, what `main.ts` imports, and what that imports. */
export const SYNTH_ROOMS = [
  "aws",
  "config",
  "constructs",
  "content-cache",
  "functions",
  "named-queries",
  "policies",
  "redshift-data",
  "stacks",
  "states",
  "synth",
];

const PARTS = [
  ...SYNTH_ROOMS,
  "provider-locks",
  "cdktf.json",
  "links.yaml",
  "main.ts",
  "package.json",
  "tsconfig.json",
];

/** A copy of what synth needs, as a second checkout on another path. */
export function checkout(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const part of PARTS) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return folder;
}
