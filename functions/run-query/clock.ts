import { setTimeout as sleepMilliseconds } from "node:timers/promises";

/** Time and chance, as the function sees them; tests pass their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  nowMilliseconds(): number;
  /** Resolves after `milliseconds`; rejects when the signal aborts earlier. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** A number in [0, 1), for jitter. */
  random(): number;
}

export const systemClock: Clock = {
  nowMilliseconds: () => Date.now(),
  sleep: (milliseconds, signal) => sleepMilliseconds(milliseconds, undefined, { ...(signal && { signal }) }),
  random: () => Math.random(),
};
