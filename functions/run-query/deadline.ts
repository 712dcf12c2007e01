import type { Clock } from "./clock";

/** Time kept back of an invocation: to cancel the statement, and for the answer to leave. */
const RESERVE_MILLISECONDS = 2_500;

/** Thrown inside the function when the time for AWS calls is over; never leaves it. */
export class DeadlineReached extends Error {}

/** A moment after which no AWS call of the statement may still be open. */
export interface Deadline {
  readonly atMilliseconds: number;
  /** Aborts at the deadline. */
  readonly signal: AbortSignal;
  /** Ends the timer; call it when the work is done. */
  stop(): void;
}

/** Starts a deadline `milliseconds` from now. */
export function startDeadline(clock: Clock, milliseconds: number): Deadline {
  const reached = new AbortController();
  const stopped = new AbortController();
  clock.sleep(milliseconds, stopped.signal).then(
    () => reached.abort(),
    () => undefined,
  );
  return {
    atMilliseconds: clock.nowMilliseconds() + milliseconds,
    signal: reached.signal,
    stop: () => stopped.abort(),
  };
}

/** Milliseconds to keep back of `remainingMilliseconds`: 2,500, but never more than half. */
export function reserveMilliseconds(remainingMilliseconds: number): number {
  return Math.min(RESERVE_MILLISECONDS, remainingMilliseconds / 2);
}

/** Settles as the attempt does, or rejects with {@link DeadlineReached} at the deadline, whichever is first. */
export async function beforeDeadline<T>(
  deadline: Deadline,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal } = deadline;
  if (signal.aborted) throw new DeadlineReached();
  // Listens before the attempt does, so that the deadline wins over the attempt's own answer to the signal.
  let onAbort = () => {};
  const reached = new Promise<never>((_, reject) => {
    onAbort = () => reject(new DeadlineReached());
    signal.addEventListener("abort", onAbort);
  });
  try {
    return await Promise.race([attempt(signal), reached]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
