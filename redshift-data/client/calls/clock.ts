import { setTimeout as sleepMilliseconds } from "node:timers/promises";

/** Time and chance, as the library sees them; tests pass their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  nowMilliseconds(): number;
  /** Resolves after `milliseconds`; rejects when the signal aborts earlier. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** A number in [0, 1), for jitter. */
  random(): number;
}

/** Node.js ends a longer timer at once. */
const MAX_SLEEP_MILLISECONDS = 2 ** 31 - 1;

/** The clock and the chance of this machine. */
export const systemClock: Clock = {
  nowMilliseconds: () => Date.now(),
  sleep: (milliseconds, signal) =>
    sleepMilliseconds(Math.min(milliseconds, MAX_SLEEP_MILLISECONDS), undefined, {
      ...(signal && { signal }),
    }),
  random: () => Math.random(),
};
