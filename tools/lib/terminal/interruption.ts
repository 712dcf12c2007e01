import { setMaxListeners } from "node:events";
import { readFileSync } from "node:fs";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const PARENT_POLL_MILLISECONDS = 500;

/** One Ctrl-C arrives twice under npm: from the terminal, and passed on by npm. */
const SAME_KEYPRESS_MILLISECONDS = 1_000;

/** Why a run was stopped before its end. */
export class Interrupted extends Error {
  constructor(readonly reason: string) {
    super(`stopped by ${reason}`);
    this.name = "Interrupted";
  }
}

/** The parent of a process, where the system tells (Linux). */
function parentOf(processId: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return undefined;
  }
}

/** The processes that started this one: its parent and, where npm put a shell between, npm. */
function starters(): string {
  const shell = process.ppid;
  return [shell, isUnderNpm() ? parentOf(shell) : undefined].join();
}

function isUnderNpm(): boolean {
  return process.env.npm_lifecycle_event !== undefined;
}

/**
 * A signal that aborts on Ctrl-C, termination, a closed terminal, and when the process that started us is gone
 * (`npm` killed outright tells its children nothing). The second Ctrl-C ends the process at once. Under npm, where one key press
 * arrives as two, that is the third one to arrive, or the second if it comes a second later.
 *
 * @param unread aborts when nobody reads any more what is printed. @default - that is no reason to stop
 */
export function interruption(unread?: AbortSignal): { signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  // Every program that runs listens; Node.js 20 warns of more than ten.
  setMaxListeners(0, controller.signal);
  let abortedAtMilliseconds = 0;
  let keyPresses = 0;
  const abort = (reason: string) => {
    if (reason === "SIGINT") keyPresses += 1;
    if (!controller.signal.aborted) {
      abortedAtMilliseconds = Date.now();
      controller.abort(new Interrupted(reason));
      return;
    }
    const isKeyPressedAgain =
      !isUnderNpm() || keyPresses > 2 || Date.now() - abortedAtMilliseconds > SAME_KEYPRESS_MILLISECONDS;
    if (reason === "SIGINT" && isKeyPressedAgain) process.exit(130);
  };
  const startedBy = starters();
  const watch = setInterval(() => {
    if (starters() !== startedBy && !controller.signal.aborted)
      abort("the end of the process that started it");
  }, PARENT_POLL_MILLISECONDS);
  watch.unref();
  const onUnread = () => {
    if (!controller.signal.aborted) abort("the end of what reads its output");
  };
  unread?.addEventListener("abort", onUnread);
  for (const signal of SIGNALS) process.on(signal, abort);
  return {
    signal: controller.signal,
    dispose() {
      clearInterval(watch);
      unread?.removeEventListener("abort", onUnread);
      for (const signal of SIGNALS) process.off(signal, abort);
    },
  };
}
