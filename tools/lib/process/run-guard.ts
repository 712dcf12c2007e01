import { type ChildProcess, spawn } from "node:child_process";
import type { Socket } from "node:net";
import { join } from "node:path";
import {
  type GroupLeader,
  guardedProgram,
  MARK_VARIABLE,
  newMark,
  type ProcessesOfProgram,
  startOf,
} from "./guarded-processes.cjs";

const GUARD = join(__dirname, "guard.cjs");

/**
 * The guard of this run (`guard.cjs`): one process for all programs, started with the first of them and beside it. One that was killed is
 * replaced for as long as it has something to guard.
 */
class RunGuard {
  private readonly mark = newMark();
  private readonly told = new Map<number, string>();
  private count = 0;
  private guard: ChildProcess | undefined;

  /** The environment of a new program, whose mark no other one has. */
  marked(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    this.count += 1;
    return { ...env, [MARK_VARIABLE]: `${this.mark}:${this.count}` };
  }

  /** Guards a process that was started with that environment, until it is {@link forget | forgotten}. */
  watch(id: number, env: NodeJS.ProcessEnv, graceMilliseconds: number): ProcessesOfProgram {
    const start = startOf(id);
    const program: GroupLeader = {
      id,
      ...(start === undefined ? {} : { start }),
      mark: env[MARK_VARIABLE] ?? "",
    };
    const line = JSON.stringify({ program, graceMilliseconds });
    this.told.set(id, line);
    // A new one is told of all.
    if (this.guard === undefined) this.start();
    else this.tell(line);
    return guardedProgram(program);
  }

  /** A program that has ended, and all of its own. */
  forget(id: number): void {
    this.told.delete(id);
    this.tell(JSON.stringify({ ended: id }));
  }

  private tell(line: string): void {
    this.guard?.stdin?.write(`${line}\n`);
  }

  private start(): void {
    const guard = spawn(process.execPath, [GUARD, this.mark], {
      stdio: ["pipe", "ignore", "ignore"],
      // Its own session: Ctrl-C reaches us alone, and we stop things in order.
      detached: true,
      // It outlives us by a moment, and needs neither our folder nor our variables.
      cwd: "/",
      env: { [MARK_VARIABLE]: this.mark },
    });
    this.guard = guard;
    // It must not keep this run from ending, which is what it waits for.
    guard.unref();
    (guard.stdin as Socket | null)?.unref();
    // Its end says so already.
    guard.stdin?.on("error", () => undefined);
    const end = () => {
      if (this.told.size === 0) guard.kill("SIGKILL");
    };
    process.once("exit", end);
    const onEnd = (exitCode: number | null) => {
      process.off("exit", end);
      this.guard = undefined;
      // One that fails by itself would do so again.
      if (this.told.size > 0 && (exitCode === null || exitCode === 0)) this.start();
    };
    guard.once("exit", onEnd);
    guard.once("error", () => onEnd(1));
    for (const line of this.told.values()) this.tell(line);
  }
}

/** That of this process. */
export const RUN_GUARD = new RunGuard();
