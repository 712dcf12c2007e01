import { existsSync, readFileSync } from "node:fs";

const MAX_LOOKS = 1_500;
const POLL_MILLISECONDS = 20;

/** Whether a process runs; one that has ended and whose parent has not asked yet does not. */
export function isRunning(id: number): boolean {
  if (existsSync("/proc/self/stat")) {
    try {
      return !/\) [ZX] /.test(readFileSync(`/proc/${id}/stat`, "latin1"));
    } catch {
      return false;
    }
  }
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

/** Looks until a condition holds, 1,500 times at most: what a test expects afterwards says more than that it took too long. */
export async function eventually(condition: () => boolean): Promise<void> {
  for (let look = 0; look < MAX_LOOKS && !condition(); look++) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
}
