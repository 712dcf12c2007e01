import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compiledOnce } from "../../testing/processes/command";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";
import { runGuarded } from "../../tools/lib/process/run-guarded";
import type { CopyRunOptions, CopyRunResult } from "../copy/copy-run";
import type { BenchContext } from "../report/measurement";
import type { AccountsCost, AccountsOptions } from "./accounts-run";
import type { FaultRunOptions, FaultRunResult } from "./fault-run";
import type { LoadRunOptions, LoadRunResult } from "./load-run";
import type { StreamOptions, StreamResult } from "./stream-result";

const MAIN = "bench/local/main.ts";

/** What can run in a process of its own: its options without the folder, and its result. */
interface Runs {
  readonly "accounts-run": {
    readonly options: Omit<AccountsOptions, "folder">;
    readonly result: AccountsCost;
  };
  readonly "fault-run": {
    readonly options: Omit<FaultRunOptions, "folder">;
    readonly result: FaultRunResult;
  };
  readonly "copy-run": {
    readonly options: Omit<CopyRunOptions, "folder">;
    readonly result: CopyRunResult;
  };
  readonly "load-run": {
    readonly options: Omit<LoadRunOptions, "folder">;
    readonly result: LoadRunResult;
  };
  readonly "stream-result": {
    readonly options: Omit<StreamOptions, "folder">;
    readonly result: StreamResult;
  };
}

/** In Jest's sandbox an error of Node.js is none of the sandbox's, and the SDK does not know a connection that was reset for what it is. */
const UNDER_FAULTS: ReadonlySet<string> = new Set(["fault-run", "load-run"]);

/**
 * Runs one of the measurements on local accounts in a new process: its memory and its modules are its own. A smoke run's is this
 * process, unless it is under faults, and a test's new process finds what the tests have compiled: no figure means anything there.
 */
export async function isolated<Name extends keyof Runs>(
  name: Name,
  options: Runs[Name]["options"],
  { smoke, signal }: Pick<BenchContext, "smoke" | "signal">,
): Promise<Runs[Name]["result"]> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const program = process.env.TEST_RUN_FOLDER === undefined ? ["--import", "tsx", MAIN] : compiledOnce(MAIN);
  try {
    if (smoke && !UNDER_FAULTS.has(name)) {
      const { runNamed } = await import("./run-named");
      return (await runNamed(name, { ...options, folder }, signal)) as Runs[Name]["result"];
    }
    const { exitCode, stdout, stderr } = await runGuarded(
      process.execPath,
      [...program, name, JSON.stringify({ ...options, folder })],
      { cwd: PROJECT_ROOT, signal },
    );
    if (exitCode !== 0) throw new Error(`${name} ended with ${exitCode}: ${stderr.trim()}`);
    return JSON.parse(stdout) as Runs[Name]["result"];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
