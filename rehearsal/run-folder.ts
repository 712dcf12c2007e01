import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createProcessFolder, removeProcessFolder } from "../tools/lib/process/process-folder";
import { PROJECT_ROOT } from "../tools/lib/process/project-root";

/** Everything a rehearsal writes stays below this folder, which git ignores; moto's socket alone needs a shorter path. */
export const REHEARSAL_FOLDER = join(PROJECT_ROOT, ".rehearsal");

/** A new folder for one run: synthesized output, plans, state. */
export function createRunFolder(): string {
  mkdirSync(REHEARSAL_FOLDER, { recursive: true });
  return createProcessFolder(REHEARSAL_FOLDER, "run");
}

/** Removes the folder of one run, if it is still there. */
export function removeRunFolder(folder: string): void {
  removeProcessFolder(folder);
}
