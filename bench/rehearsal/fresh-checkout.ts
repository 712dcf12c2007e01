import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";
import { runGuarded } from "../../tools/lib/process/run-guarded";
import type { PhaseTimer } from "./phase-timer";

/** Clones the project from this checkout and installs its packages with the user's npm cache, as two phases. */
export async function freshCheckout(timer: PhaseTimer, signal: AbortSignal): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-clone-"));
  const run = async (program: string, args: readonly string[], cwd: string) => {
    const { exitCode, stderr } = await runGuarded(program, args, { cwd, signal });
    if (exitCode !== 0) throw new Error(`${program} ${args[0]} ended with ${exitCode}: ${stderr.trim()}`);
  };
  try {
    await timer.phase("git clone", () =>
      run("git", ["clone", "--quiet", "--no-hardlinks", PROJECT_ROOT, folder], tmpdir()),
    );
    await timer.phase("npm ci", () => run("npm", ["ci", "--no-audit", "--no-fund"], folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
