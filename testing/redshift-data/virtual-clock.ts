import type { Clock } from "../../redshift-data/client/calls/clock";

/** A clock whose time passes only while `run` waits for something, and then at once. */
export interface VirtualClock extends Clock {
  /** Settles as the work does, moving the time from one sleeper to the next; fails when nothing is left to wait for. */
  run<T>(work: Promise<T>): Promise<T>;
}

interface Sleeper {
  readonly atMilliseconds: number;
  readonly wake: () => void;
}

export function createVirtualClock(random = 0.5): VirtualClock {
  let now = 0;
  let sleepers: Sleeper[] = [];

  async function settleMicrotasks(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  return {
    nowMilliseconds: () => now,
    random: () => random,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const onAbort = () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          reject(new Error("sleep aborted"));
        };
        const wake = () => {
          signal?.removeEventListener("abort", onAbort);
          resolve();
        };
        const sleeper = { atMilliseconds: now + milliseconds, wake };
        if (signal?.aborted) return onAbort();
        sleepers.push(sleeper);
        signal?.addEventListener("abort", onAbort);
      }),
    async run(work) {
      let settled = false;
      const done = () => {
        settled = true;
      };
      work.then(done, done);
      for (;;) {
        await settleMicrotasks();
        if (settled) return work;
        sleepers.sort((a, b) => a.atMilliseconds - b.atMilliseconds);
        const next = sleepers.shift();
        if (next === undefined) throw new Error("the work waits for something that is not the clock");
        now = next.atMilliseconds;
        next.wake();
      }
    },
  };
}
