import type { Clock } from "../client/calls/clock";
import type { StatementExecution } from "../client/statement-execution";
import { QueryError } from "../errors/query-error";

/** Longest wait that the Data API accepts for `WaitTimeSeconds`. */
const MAX_WAIT_SECONDS = 30;

/** Time for the answer of a long poll to travel, so that it arrives before the deadline. */
const TRAVEL_MILLISECONDS = 1_000;

/**
 * How long before AWS answers a long poll the next one leaves: enough for two round trips of a new connection and half a
 * one of the request, from any region to any other, and for the late timer of a small function. Half an hour of waiting
 * takes two calls more for it.
 */
const OVERLAP_MILLISECONDS = 500;

/** Whether, and how long, AWS is asked to hold an answer back until the statement has ended. */
export interface LongPoll {
  /** `WaitTimeSeconds` of the next call: up to 30 and never past the deadline; none if less than a second is left. */
  request(): { readonly WaitTimeSeconds?: number };
  /** True when AWS refused because too many requests wait; the calls after that do not wait. */
  isRefusedBy(error: unknown): boolean;
}

/** @see https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_DescribeStatement.html */
export function createLongPoll({
  clock,
  deadline,
}: Pick<StatementExecution, "clock" | "deadline">): LongPoll {
  let isAllowed = true;
  return {
    request() {
      const leftMilliseconds = deadline.atMilliseconds - clock.nowMilliseconds() - TRAVEL_MILLISECONDS;
      const seconds = Math.min(MAX_WAIT_SECONDS, Math.floor(leftMilliseconds / 1000));
      return isAllowed && seconds >= 1 ? { WaitTimeSeconds: seconds } : {};
    },
    isRefusedBy(error) {
      if (!isAllowed || !(error instanceof QueryError)) return false;
      isAllowed = error.fields.awsCode !== "ActiveWaitingRequestsExceededException";
      return !isAllowed;
    },
  };
}

/**
 * Settles as the answer of a long poll does.
 *
 * @param wait what AWS was asked to hold the answer back for
 * @param onNearlyOver told when the answer is still open shortly before AWS has held it as long; never for less than the
 * longest wait, after which no time is left to wait again
 */
export async function awaitLongPoll<T>(
  answer: Promise<T>,
  { WaitTimeSeconds }: ReturnType<LongPoll["request"]>,
  clock: Clock,
  onNearlyOver: () => void,
): Promise<T> {
  if (WaitTimeSeconds !== MAX_WAIT_SECONDS) return answer;
  const answered = new AbortController();
  clock
    .sleep(WaitTimeSeconds * 1000 - OVERLAP_MILLISECONDS, answered.signal)
    .then(onNearlyOver, () => undefined);
  try {
    return await answer;
  } finally {
    answered.abort();
  }
}
