import { setTimeout as delay } from "node:timers/promises";

/** Time as the Data API sees it; tests move it by hand. */
export interface ServerClock {
  /** Milliseconds since 1970, with fractions: durations are reported in nanoseconds. */
  nowMilliseconds(): number;
  /** Resolves after the time or as soon as the signal aborts, whichever comes first. Never rejects. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The time of this machine. */
export const machineClock: ServerClock = {
  nowMilliseconds: () => performance.timeOrigin + performance.now(),
  sleep: (milliseconds, signal) => delay(milliseconds, undefined, { signal }).catch(() => undefined),
};
