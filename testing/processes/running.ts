import { existsSync, readFileSync } from "node:fs";

/** Whether a process runs; one that has ended and whose parent has not asked yet does not. */
export function isRunning(id: number): boolean {
  const stat = `/proc/${id}/stat`;
  if (existsSync("/proc/self/stat"))
    return existsSync(stat) && !/\) [ZX] /.test(readFileSync(stat, "latin1"));
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

/** Waits for a condition, 20 seconds at most: what a test expects afterwards says more than that it took too long. */
export async function eventually(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!condition() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
}
