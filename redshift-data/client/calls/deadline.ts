import type { DeadlineReason } from "../../errors/deadline-error";
import type { Clock } from "./clock";

/** Time kept back of an invocation: to cancel the statement, and for the answer to leave. */
const RESERVE_MILLISECONDS = 2_500;

/** Thrown inside the library when the time for AWS calls is over; callers get a `QueryError` instead. */
export class DeadlineReached extends Error {
  constructor(readonly reason: DeadlineReason) {
    super(reason);
  }
}

/** True when the time was over, and not the caller gone: then somebody still waits for what there is. */
export function isTimeOver(error: unknown): boolean {
  return error instanceof DeadlineReached && error.reason !== "aborted";
}

/** A moment after which no AWS call of the statement may still be open. */
export interface Deadline {
  readonly atMilliseconds: number;
  /** Aborts at the deadline, with a {@link DeadlineReason} as reason. */
  readonly signal: AbortSignal;
  /** Ends the timer; call it when the work is done. */
  stop(): void;
}

/**
 * Starts a deadline `milliseconds` from now.
 *
 * @param signal ends the time earlier when it aborts
 */
export function startDeadline(clock: Clock, milliseconds: number, signal?: AbortSignal): Deadline {
  return start(clock, milliseconds, "invocation", signal, () => "aborted");
}

/** Starts a deadline `milliseconds` from now for the statement alone, which never outlives the outer one. */
export function startStatementDeadline(clock: Clock, milliseconds: number, outer: Deadline): Deadline {
  const left = outer.atMilliseconds - clock.nowMilliseconds();
  return start(
    clock,
    Math.min(milliseconds, left),
    milliseconds < left ? "statement-timeout" : "invocation",
    outer.signal,
    () => outer.signal.reason as DeadlineReason,
  );
}

function start(
  clock: Clock,
  milliseconds: number,
  reason: DeadlineReason,
  outer: AbortSignal | undefined,
  outerReason: () => DeadlineReason,
): Deadline {
  const reached = new AbortController();
  const stopped = new AbortController();
  const endEarly = () => reached.abort(outerReason());
  if (outer?.aborted) endEarly();
  outer?.addEventListener("abort", endEarly);
  clock.sleep(milliseconds, stopped.signal).then(
    () => reached.abort(reason),
    () => undefined,
  );
  return {
    atMilliseconds: clock.nowMilliseconds() + milliseconds,
    signal: reached.signal,
    stop() {
      outer?.removeEventListener("abort", endEarly);
      stopped.abort();
    },
  };
}

/** Milliseconds to keep back of `remainingMilliseconds`: 2,500, but never more than half. */
export function reserveMilliseconds(remainingMilliseconds: number): number {
  return Math.min(RESERVE_MILLISECONDS, remainingMilliseconds / 2);
}

/** Settles as the attempt does, or rejects with {@link DeadlineReached} at the deadline, whichever is first. */
export async function beforeDeadline<T>(
  { signal }: Deadline,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const reached = () => new DeadlineReached(signal.reason as DeadlineReason);
  if (signal.aborted) throw reached();
  // Listens before the attempt does, so that the deadline wins over the attempt's own answer to the signal.
  let onAbort = () => {};
  const end = new Promise<never>((_, reject) => {
    onAbort = () => reject(reached());
    signal.addEventListener("abort", onAbort);
  });
  try {
    return await Promise.race([attempt(signal), end]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
