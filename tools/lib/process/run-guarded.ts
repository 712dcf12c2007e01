import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { killOrphans, MARK_VARIABLE, newMark } from "./guarded-processes.cjs";

const GUARD = join(__dirname, "guard.cjs");

/** How a guarded program is started and stopped. */
export interface GuardedOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Aborting interrupts the program and, after the grace period, kills its process group. */
  readonly signal?: AbortSignal;
  /** @default 10000 */
  readonly graceMilliseconds?: number;
}

/** How a guarded program is run to its end. */
export interface RunOptions extends GuardedOptions {
  /** The program is then stopped as by an abort, and its result says so. @default - however long it takes */
  readonly timeoutMilliseconds?: number;
}

/** What came of a program that ran to its end. */
export interface ProgramResult {
  readonly exitCode: number;
  /** Stopped because it took too long. */
  readonly timedOut: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running program that cannot outlive this process, not even when this process is killed. */
export interface GuardedProgram {
  readonly process: ChildProcess;
  /** Resolves once the program, what it started and its guard are gone, however they ended. Never rejects. */
  readonly gone: Promise<void>;
  /** Interrupts the program; resolves as `gone` does. */
  stop(): Promise<void>;
}

/** Starts a program under the guard (`guard.cjs`); argv only, no shell. */
export function startGuarded(
  program: string,
  args: readonly string[],
  options: GuardedOptions = {},
): GuardedProgram {
  const { cwd, env = process.env, signal, graceMilliseconds = 10_000 } = options;
  const mark = newMark();
  const child = spawn(process.execPath, [GUARD, String(graceMilliseconds), program, ...args], {
    stdio: ["pipe", "pipe", "pipe"],
    // Its own group: Ctrl-C reaches us alone, and we stop things in order.
    detached: true,
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...env, [MARK_VARIABLE]: mark },
  });
  // The pipe breaks when the guard goes first; its exit says so already.
  child.stdin?.on("error", () => undefined);
  const gone = untilGone(child, mark);
  const stop = () => {
    child.stdin?.end();
    return gone;
  };
  const onAbort = () => void stop();
  if (signal?.aborted) onAbort();
  signal?.addEventListener("abort", onAbort, { once: true });
  void gone.then(() => signal?.removeEventListener("abort", onAbort));
  return { process: child, gone, stop };
}

/**
 * Resolves once a guard has ended, nothing of what it guarded runs, and its pipes are closed. A guard that was killed has
 * ended nothing: this process then does it. A pipe that is closed proves nothing: Linux closes the files of a process before
 * its end can be seen.
 */
async function untilGone(guard: ChildProcess, mark: string): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    guard.once("close", () => resolve());
  });
  const exited = new Promise<NodeJS.Signals | null>((resolve) => {
    guard.once("exit", (_code, killedBy) => resolve(killedBy));
    guard.once("error", () => resolve(null));
  });
  const killedBy = await exited;
  if (guard.pid !== undefined) await killOrphans(guard.pid, mark, killedBy !== null);
  if (killedBy !== null) {
    // What is not there for anybody to find may still hold them.
    guard.stdout?.destroy();
    guard.stderr?.destroy();
  }
  await closed;
}

/** Runs a program under the guard to its end and collects what it printed. */
export async function runGuarded(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<ProgramResult> {
  options.signal?.throwIfAborted();
  const { process: child, gone, stop } = startGuarded(program, args, options);
  let timedOut = false;
  const onTimeout = () => {
    timedOut = true;
    void stop();
  };
  const { timeoutMilliseconds } = options;
  const timer = timeoutMilliseconds === undefined ? undefined : setTimeout(onTimeout, timeoutMilliseconds);
  const output = { stdout: "", stderr: "" };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    output.stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    output.stderr += text;
  });
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, killedBy) => {
      if (killedBy !== null) output.stderr += `\nthe process that guards ${program} was ended by ${killedBy}`;
      resolve(code ?? 1);
    });
  }).finally(() => clearTimeout(timer));
  await gone;
  options.signal?.throwIfAborted();
  return { exitCode, timedOut, ...output };
}
