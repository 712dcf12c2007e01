import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

const GUARD = join(__dirname, "guard.cjs");

export interface GuardedOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Aborting interrupts the program and, after the grace period, kills its process group. */
  readonly signal?: AbortSignal;
  /** @default 10000 */
  readonly graceMilliseconds?: number;
}

export interface ProgramResult {
  readonly exitCode: number;
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
  const { cwd, env, signal, graceMilliseconds = 10_000 } = options;
  const child = spawn(process.execPath, [GUARD, String(graceMilliseconds), program, ...args], {
    stdio: ["pipe", "pipe", "pipe"],
    // Its own group: Ctrl-C reaches us alone, and we stop things in order.
    detached: true,
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env }),
  });
  const exited = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
  });
  // The pipe breaks when the guard goes first; its exit says so already.
  child.stdin?.on("error", () => undefined);
  const stop = () => {
    child.stdin?.end();
    return exited;
  };
  if (signal?.aborted) void stop();
  const onAbort = () => void stop();
  signal?.addEventListener("abort", onAbort, { once: true });
  // One signal outlives many programs: each takes its listener with it.
  child.once("close", () => signal?.removeEventListener("abort", onAbort));
  return { process: child, stop };
}

/** Runs a program under the guard to its end and collects what it printed. */
export async function runGuarded(
  program: string,
  args: readonly string[],
  options: GuardedOptions = {},
): Promise<ProgramResult> {
  options.signal?.throwIfAborted();
  const { process: child } = startGuarded(program, args, options);
  const output = { stdout: "", stderr: "" };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    output.stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    output.stderr += text;
  });
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
  options.signal?.throwIfAborted();
  return { exitCode, ...output };
}
