import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";

const GUARD = join(__dirname, "guard.cjs");
const END_ORPHANS = join(__dirname, "end-orphans.cjs");

/** As `guarded-processes.cjs` reads it. */
const MARK_VARIABLE = "GUARDED_BY";

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
  /** Interrupts the program and resolves once it and its children are gone. */
  stop(): Promise<void>;
}

/** Starts a program under the guard (`guard.cjs`); argv only, no shell. */
export function startGuarded(
  program: string,
  args: readonly string[],
  options: GuardedOptions = {},
): GuardedProgram {
  const { cwd, env = process.env, signal, graceMilliseconds = 10_000 } = options;
  const mark = randomUUID();
  const child = spawn(process.execPath, [GUARD, String(graceMilliseconds), program, ...args], {
    stdio: ["pipe", "pipe", "pipe"],
    // Its own group: Ctrl-C reaches us alone, and we stop things in order.
    detached: true,
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...env, [MARK_VARIABLE]: mark },
  });
  const exited = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
  });
  child.once("exit", (_code, killedBy) => {
    if (killedBy !== null) void endOrphans(child, mark, graceMilliseconds);
  });
  // The pipe breaks when the guard goes first; its exit says so already.
  child.stdin?.on("error", () => undefined);
  const stop = () => {
    child.stdin?.end();
    return exited;
  };
  const onAbort = () => void stop();
  if (signal?.aborted) onAbort();
  signal?.addEventListener("abort", onAbort, { once: true });
  void exited.then(() => signal?.removeEventListener("abort", onAbort));
  return { process: child, stop };
}

/** Ends what a killed guard has left, and then the pipes, which something that got away may still hold. */
async function endOrphans(guard: ChildProcess, mark: string, graceMilliseconds: number): Promise<void> {
  const ending = spawn(process.execPath, [END_ORPHANS, String(graceMilliseconds), String(guard.pid), mark], {
    stdio: "ignore",
    detached: true,
  });
  await once(ending, "exit").catch(() => undefined);
  guard.stdout?.destroy();
  guard.stderr?.destroy();
}

/** Runs a program under the guard to its end and collects what it printed. */
export async function runGuarded(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<ProgramResult> {
  options.signal?.throwIfAborted();
  const { process: child, stop } = startGuarded(program, args, options);
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
  options.signal?.throwIfAborted();
  return { exitCode, timedOut, ...output };
}
