import { PROJECT_ROOT } from "../../tools/lib/process/project-root";
import { runGuarded } from "../../tools/lib/process/run-guarded";

/** Runs its arguments in silence; then the shell prints what it used itself, and on the next line what they used. */
const TIMED = `"$@" > /dev/null; code=$?; times; exit $code`;

/**
 * User and system seconds of a program of Node.js and of every program that it started and waited for.
 *
 * @param expected exit code with which it has to end
 * @throws Error when it ends with another one
 */
export async function processorSeconds(
  args: readonly string[],
  {
    env,
    signal,
    expected,
  }: {
    readonly env?: NodeJS.ProcessEnv;
    readonly signal: AbortSignal;
    readonly expected: number;
  },
): Promise<number> {
  const { exitCode, stdout, stderr } = await runGuarded(
    "sh",
    ["-c", TIMED, "sh", process.execPath, ...args],
    {
      cwd: PROJECT_ROOT,
      env: { ...process.env, ...env },
      signal,
    },
  );
  if (exitCode !== expected) {
    throw new Error(`${args.join(" ")} ended with ${exitCode}: ${stderr.trim()}`);
  }
  return secondsOf(stdout.trim().split("\n").at(-1) ?? "");
}

/** `1m2.50s 0m0.25s`, as POSIX has the shell print user and system time, in seconds. */
function secondsOf(times: string): number {
  const parts = [...times.matchAll(/(\d+)m([\d.]+)s/g)];
  if (parts.length !== 2) throw new Error(`times of the shell are ${times}, expected user and system time`);
  return parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}
