import type { Phase } from "../errors/error-rule";
import type { Failure } from "../errors/explain-error";
import { QueryError } from "../errors/query-error";
import { AssumeRoleFailed } from "./assume-role";
import { readAwsFailure } from "./aws-failure";
import type { Clock } from "./clock";
import { beforeDeadline, type Deadline, DeadlineReached } from "./deadline";
import { retryDelayMilliseconds, type Survived } from "./retry-delay";
import type { Tally } from "./usage";

/** Makes AWS calls: retries what may be retried, stops at the deadline, explains what is final. */
export interface Caller {
  /**
   * Calls `attempt` until it succeeds.
   *
   * @throws QueryError when the failure is final or the next attempt would be after the deadline
   * @throws DeadlineReached when the deadline comes while an attempt is open
   */
  call<T>(phase: Phase, attempt: (signal: AbortSignal) => Promise<T>, statementId?: string): Promise<T>;
}

export interface CallerDependencies {
  readonly clock: Clock;
  readonly deadline: Deadline;
  readonly tally: Tally;
  readonly explain: (failure: Failure) => QueryError;
  /** Shortest pause before a call is made again. Default: none. */
  readonly minPauseMilliseconds?: number;
}

export function createCaller(dependencies: CallerDependencies): Caller {
  const { clock, deadline, tally, explain, minPauseMilliseconds = 0 } = dependencies;

  async function call<T>(
    phase: Phase,
    attempt: (signal: AbortSignal) => Promise<T>,
    statementId?: string,
  ): Promise<T> {
    const survived: Survived = { quota: 0, transient: 0 };
    for (;;) {
      try {
        return await beforeDeadline(deadline, attempt);
      } catch (error) {
        if (error instanceof DeadlineReached || error instanceof QueryError) throw error;
        const inHop1 = error instanceof AssumeRoleFailed;
        const failure = readAwsFailure(inHop1 ? error.cause : error);
        const backoff = retryDelayMilliseconds(failure, survived, clock.random());
        const pause = backoff === undefined ? undefined : backoff + minPauseMilliseconds;
        if (pause === undefined || clock.nowMilliseconds() + pause >= deadline.atMilliseconds) {
          throw explain({
            phase: inHop1 ? "assume-role" : phase,
            awsCode: failure.code,
            awsMessage: failure.message,
            ...(statementId !== undefined && { statementId }),
          });
        }
        tally.retries++;
        // A deadline that comes meanwhile is noticed by the next attempt.
        await clock.sleep(pause, deadline.signal).catch(() => undefined);
      }
    }
  }

  return { call };
}
