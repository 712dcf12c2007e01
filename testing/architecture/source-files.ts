import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";

/** Files of the work tree that git knows or would add, by git's own patterns, relative to the project. */
export function workTreeFiles(...patterns: string[]): readonly string[] {
  const listed = execFileSync(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "--", ...patterns],
    { cwd: PROJECT_ROOT, encoding: "utf8" },
  );
  return listed.split("\n").filter((file) => file !== "");
}

/** The text of a file of the project. */
export function sourceOf(file: string): string {
  return readFileSync(join(PROJECT_ROOT, file), "utf8");
}

/** Every TypeScript file, and the programs that are loaded without a compiler. */
export const SOURCE_FILES = workTreeFiles("*.ts", "*.cjs");
