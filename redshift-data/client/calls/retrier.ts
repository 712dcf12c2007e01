import { mayBeDone, readAwsFailure } from "../../../aws/failure/aws-failure";
import { presentMembers } from "../../../aws/json";
import type { Phase } from "../../errors/error-codes";
import type { Failure } from "../../errors/explain-error";
import { QueryError } from "../../errors/query-error";
import { AssumeRoleFailed } from "../session/assume-role";
import type { Clock } from "./clock";
import { beforeDeadline, type Deadline, DeadlineReached } from "./deadline";
import { type RetryCounts, retryDelayMilliseconds } from "./retry-delay";
import type { Usage } from "./usage";

/** Makes AWS calls: retries what may be retried, stops at the deadline, explains what is final. */
export interface Retrier {
  /**
   * Calls `attempt` until it succeeds.
   *
   * @throws QueryError when the failure is final or the next attempt would be after the deadline
   * @throws DeadlineReached when the deadline comes while an attempt is open
   */
  call<T>(phase: Phase, attempt: (signal: AbortSignal) => Promise<T>, statementId?: string): Promise<T>;
}

/** What the calls of one request share. */
export interface RetrierDependencies {
  readonly clock: Clock;
  readonly deadline: Deadline;
  readonly usage: Usage;
  readonly explain: (failure: Failure) => QueryError;
  /** Shortest pause before a call is made again. Default: none. */
  readonly minPauseMilliseconds?: number;
}

/** A retrier for the calls of one request. */
export function createRetrier(dependencies: RetrierDependencies): Retrier {
  const { clock, deadline, usage, explain, minPauseMilliseconds = 0 } = dependencies;

  async function call<T>(
    phase: Phase,
    attempt: (signal: AbortSignal) => Promise<T>,
    statementId?: string,
  ): Promise<T> {
    const counts: RetryCounts = { quota: 0, transient: 0 };
    let mayBeRunning = false;
    for (;;) {
      try {
        return await beforeDeadline(deadline, attempt);
      } catch (error) {
        if (error instanceof DeadlineReached || error instanceof QueryError) throw error;
        const inHop1 = error instanceof AssumeRoleFailed;
        const failure = readAwsFailure(inHop1 ? error.cause : error);
        mayBeRunning ||= phase === "submit" && !inHop1 && mayBeDone(failure);
        // What must not be called again would be called after any deadline.
        const backoff = retryDelayMilliseconds(failure, counts, clock.random()) ?? Number.POSITIVE_INFINITY;
        const pause = backoff + minPauseMilliseconds;
        if (clock.nowMilliseconds() + pause >= deadline.atMilliseconds) {
          throw explain({
            ...failure,
            phase: inHop1 ? "assume-role" : phase,
            ...presentMembers({ statementId }),
            ...(mayBeRunning && { mayBeRunning }),
          });
        }
        usage.retries++;
        // A deadline that comes meanwhile is noticed by the next attempt.
        await clock.sleep(pause, deadline.signal).catch(() => undefined);
      }
    }
  }

  return { call };
}
