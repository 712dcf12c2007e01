import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { endLeft, endProgram, MARK_VARIABLE, type ProcessesOfProgram } from "./guarded-processes.cjs";
import { RUN_GUARD } from "./run-guard";

/** Of a program that could not be started, as shells have it. */
const NOT_STARTED = 127;

/** How long the pipes of a stopped program are read once nothing of it is found. */
const HELD_MILLISECONDS = 1_000;

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

/**
 * Starts a program under this run's guard (`run-guard.ts`); argv only, no shell.
 *
 * @throws Error where Node.js does instead of telling by `error` on the process: too long arguments, a folder that is a file, …
 */
export function startGuarded(
  program: string,
  args: readonly string[],
  options: GuardedOptions = {},
): GuardedProgram {
  const { cwd, env = process.env, signal, graceMilliseconds = 10_000 } = options;
  const mark = RUN_GUARD.markOfNext();
  const child = spawn(program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    // Its own group: Ctrl-C reaches us alone, and we stop things in order.
    detached: true,
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...env, [MARK_VARIABLE]: mark },
  });
  // There is no process, and whoever reads the result is told.
  child.on("error", () => undefined);
  const own = child.pid === undefined ? undefined : RUN_GUARD.watch(child.pid, mark, graceMilliseconds);
  let stopped: Promise<void> | undefined;
  const gone = untilGone(child, own, () => stopped);
  const stop = () => {
    if (own !== undefined && isRunning(child) && stopped === undefined) {
      stopped = endProgram(own, graceMilliseconds);
      RUN_GUARD.interrupted(own);
    }
    return gone;
  };
  const onAbort = () => void stop();
  if (signal?.aborted) onAbort();
  signal?.addEventListener("abort", onAbort, { once: true });
  void gone.then(() => signal?.removeEventListener("abort", onAbort));
  return { process: child, gone, stop };
}

const isRunning = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;

/**
 * Resolves once a program has ended, nothing that it started runs, and its pipes are closed. A pipe that is closed proves nothing:
 * Linux closes the files of a process before its end can be seen.
 */
async function untilGone(
  child: ChildProcess,
  own: ProcessesOfProgram | undefined,
  stopped: () => Promise<void> | undefined,
): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
  });
  if (own !== undefined) {
    await new Promise((resolve) => child.once("exit", resolve));
    const wasStopped = stopped();
    await (wasStopped ?? endLeft(own));
    RUN_GUARD.forget(own);
    if (wasStopped !== undefined) letGo(child, closed);
  }
  await closed;
}

/** The reason as Node.js has it. It names the program also when it is the folder that is missing. */
function notStarted({ message }: Error, cwd: string | undefined): string {
  return cwd === undefined || existsSync(cwd) ? message : `${message} (the folder ${cwd} does not exist)`;
}

/** The program's start, or what came of it where Node.js throws. */
function tryStart(
  program: string,
  args: readonly string[],
  options: RunOptions,
): GuardedProgram | ProgramResult {
  try {
    return startGuarded(program, args, options);
  } catch (error) {
    const { syscall, message } = error as NodeJS.ErrnoException;
    if (syscall !== "spawn") throw error;
    return { exitCode: NOT_STARTED, timedOut: false, stdout: "", stderr: `${message} ${program}\n` };
  }
}

/** What is not there for anybody to find may hold the pipes of a program for ever: who has stopped it waits for what was in them alone. */
function letGo({ stdout, stderr }: ChildProcess, closed: Promise<void>): void {
  const timer = setTimeout(() => {
    stdout?.destroy();
    stderr?.destroy();
  }, HELD_MILLISECONDS);
  void closed.then(() => clearTimeout(timer));
}

/** Runs a program under the guard to its end and collects what it printed. */
export async function runGuarded(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<ProgramResult> {
  options.signal?.throwIfAborted();
  const started = tryStart(program, args, options);
  if ("exitCode" in started) return started;
  const { process: child, gone, stop } = started;
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
  child.once("error", (error) => {
    output.stderr += `${notStarted(error, options.cwd)}\n`;
  });
  await gone.finally(() => clearTimeout(timer));
  options.signal?.throwIfAborted();
  const { pid, exitCode, signalCode } = child;
  if (pid === undefined) return { exitCode: NOT_STARTED, timedOut, ...output };
  if (signalCode !== null && !timedOut) output.stderr += `\n${program} was ended by ${signalCode}`;
  return { exitCode: exitCode ?? 1, timedOut, ...output };
}
