const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const PARENT_POLL_MILLISECONDS = 500;

/** Why a run was stopped before its end. */
export class Interrupted extends Error {
  constructor(readonly reason: string) {
    super(`stopped by ${reason}`);
    this.name = "Interrupted";
  }
}

/**
 * A signal that aborts on Ctrl-C, termination, a closed terminal, and when the process that started us is gone
 * (`npm` killed outright tells its children nothing). The second Ctrl-C ends the process at once.
 */
export function interruption(): { signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  const abort = (reason: string) => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new Interrupted(reason));
  };
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent && !controller.signal.aborted)
      abort("the end of the process that started it");
  }, PARENT_POLL_MILLISECONDS);
  watch.unref();
  for (const signal of SIGNALS) process.on(signal, abort);
  return {
    signal: controller.signal,
    dispose() {
      clearInterval(watch);
      for (const signal of SIGNALS) process.off(signal, abort);
    },
  };
}
