import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { PROJECT_ROOT } from "../tools/lib/project-root";

/** Everything a rehearsal writes stays below this folder, which git ignores. */
export const REHEARSAL_FOLDER = join(PROJECT_ROOT, ".rehearsal");

const RUN_FOLDER = /^run-(\d+)-/;

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

/** Removes what runs left behind that were killed before they could clean up. */
function removeAbandonedRuns(): void {
  for (const name of readdirSync(REHEARSAL_FOLDER)) {
    const processId = RUN_FOLDER.exec(name)?.[1];
    if (processId === undefined || isAlive(Number(processId))) continue;
    rmSync(join(REHEARSAL_FOLDER, name), { recursive: true, force: true });
  }
}

/** A new folder for one run: synthesized output, plans, state. */
export function createRunFolder(): string {
  mkdirSync(REHEARSAL_FOLDER, { recursive: true });
  removeAbandonedRuns();
  return mkdtempSync(join(REHEARSAL_FOLDER, `run-${process.pid}-`));
}

export function removeRunFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
