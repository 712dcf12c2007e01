import { readFileSync } from "node:fs";

/**
 * The most memory that a process has had at once, bytes. Not `process.resourceUsage()` where the system tells it otherwise: that
 * figure begins with what the process had that started this one, the emulator.
 *
 * @param processId @default - this process
 */
export function peakMemoryBytes(processId: number | "self" = "self"): number {
  try {
    const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${processId}/status`, "utf8"))?.[1];
    if (kibibytes !== undefined) return Number(kibibytes) * 1024;
  } catch {
    // There is no `/proc`, or the process is gone.
  }
  return processId === "self" ? process.resourceUsage().maxRSS * 1024 : 0;
}
