import { lstatSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "./guarded-processes.cjs";
import { RUN_GUARD } from "./run-guard";

/** Whether this is a folder of this user: the parent may be the machine's temporary folder, where others write too. */
function isOurs(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === process.getuid?.();
}

/** Removes the folders of processes that were killed before they could clean up. */
function removeAbandoned(parent: string, prefix: string): void {
  const start = `${prefix}-`;
  for (const name of readdirSync(parent)) {
    const processId = name.startsWith(start) ? /^(\d+)-/.exec(name.slice(start.length))?.[1] : undefined;
    const path = join(parent, name);
    if (processId === undefined || isAlive(Number(processId)) || !isOurs(path)) continue;
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      // What cannot be removed is no reason not to start.
    }
  }
}

/**
 * A new folder that only this user can enter (mode 0700), named after this process. It is gone at the latest when this process and the
 * programs it started are (`run-guard.ts`), also when it is killed while they run. What killed processes left under the same prefix
 * nevertheless is removed first.
 */
export function createProcessFolder(parent: string, prefix: string): string {
  removeAbandoned(parent, prefix);
  const folder = mkdtempSync(join(parent, `${prefix}-${process.pid}-`));
  RUN_GUARD.watchFolder(folder);
  return folder;
}

/** Removes a folder that {@link createProcessFolder} made, if it is still there. */
export function removeProcessFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  RUN_GUARD.forgetFolder(folder);
}
