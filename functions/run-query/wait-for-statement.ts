import type { Caller } from "./caller";
import type { Clock } from "./clock";
import type { DataApi, StatementDescription, SubmittedStatement } from "./data-api";
import type { Deadline } from "./deadline";
import { QueryError } from "./errors/query-error";

/** Longest wait that the Data API accepts for `WaitTimeSeconds`. */
const MAX_WAIT_SECONDS = 30;

/** Time for the answer of a long poll to travel, so that it arrives before the deadline. */
const TRAVEL_MILLISECONDS = 1_000;

/** An answer that came sooner than this did not wait, whatever was asked for. */
const LONG_POLL_MILLISECONDS = 1_000;

const FIRST_SHORT_POLL_MILLISECONDS = 200;
const MAX_SHORT_POLL_MILLISECONDS = 5_000;

const ENDED: readonly string[] = ["FINISHED", "FAILED", "ABORTED"];

function hasEnded(status: string | undefined): boolean {
  return status !== undefined && ENDED.includes(status);
}

/** The `WaitTimeSeconds` of a call: up to 30 and never past the deadline; none if less than a second is left. */
export function waitTime(clock: Clock, deadline: Deadline): { readonly WaitTimeSeconds?: number } {
  const leftMilliseconds = deadline.atMilliseconds - clock.nowMilliseconds() - TRAVEL_MILLISECONDS;
  const seconds = Math.min(MAX_WAIT_SECONDS, Math.floor(leftMilliseconds / 1000));
  return seconds >= 1 ? { WaitTimeSeconds: seconds } : {};
}

export interface WaitDependencies {
  readonly api: DataApi;
  readonly caller: Caller;
  readonly clock: Clock;
  readonly deadline: Deadline;
}

/**
 * Waits until a submitted statement has ended. Long polls; where AWS refuses to wait, or does not, asks again after a
 * growing, jittered pause.
 *
 * @throws QueryError when the status cannot be had
 * @throws DeadlineReached
 * @see https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_DescribeStatement.html
 */
export async function waitForStatement(
  submitted: SubmittedStatement,
  { api, caller, clock, deadline }: WaitDependencies,
): Promise<StatementDescription> {
  // Only a description tells why a statement failed.
  if (submitted.Status === "FINISHED") return submitted;
  const { Id } = submitted;
  let mayLongPoll = true;
  let pauseMilliseconds = FIRST_SHORT_POLL_MILLISECONDS;
  for (;;) {
    const wait = () => (mayLongPoll ? waitTime(clock, deadline) : {});
    const askedAt = clock.nowMilliseconds();
    try {
      const description = await caller.call(
        "describe",
        (signal) => api.describe({ Id, ...wait() }, signal),
        Id,
      );
      if (hasEnded(description.Status)) return description;
    } catch (error) {
      if (!mayLongPoll || !isTooManyWaiting(error)) throw error;
      mayLongPoll = false;
    }
    if (clock.nowMilliseconds() - askedAt >= LONG_POLL_MILLISECONDS) continue;
    await clock.sleep(pauseMilliseconds * (0.5 + clock.random() / 2), deadline.signal).catch(() => undefined);
    pauseMilliseconds = Math.min(MAX_SHORT_POLL_MILLISECONDS, pauseMilliseconds * 2);
  }
}

function isTooManyWaiting(error: unknown): boolean {
  return error instanceof QueryError && error.fields.awsCode === "ActiveWaitingRequestsExceededException";
}
