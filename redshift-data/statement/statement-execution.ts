import type { Clock } from "../client/clock";
import type { DataApi, SqlParameter } from "../client/data-api";
import { type Deadline, reserveMilliseconds, startDeadline } from "../client/deadline";
import { type Caller, createCaller } from "../client/retry";
import { countCalls, createTally, type Tally } from "../client/usage";
import { explainError, type Failure } from "../errors/explain-error";
import type { Place } from "../errors/link-context";
import type { QueryError } from "../errors/query-error";
import { redactParameters } from "../errors/redact-parameters";

/** What the core needs from outside: everything it touches, so that it runs in any program. */
export interface CoreDependencies {
  /** A client of the Data API under credentials of the data role. */
  readonly api: DataApi;
  readonly clock: Clock;
  /** The link: target of the statements, and the names that advice uses. */
  readonly place: Place;
  /** 1 to 64 characters, the same for every repetition of the same request; a request may carry its own. */
  readonly clientToken: string;
  /** Time until the caller gives up; the answer or the error comes before. */
  readonly remainingMilliseconds: number;
  /** Ends the work: a statement that is being waited for is cancelled, the error is `ABORTED`. */
  readonly signal?: AbortSignal;
  /** Where the cost of the work is counted. */
  readonly tally?: Tally;
}

/** One request being worked on. */
export interface Work {
  readonly api: DataApi;
  readonly clock: Clock;
  readonly place: Place;
  readonly clientToken: string;
  readonly tally: Tally;
  readonly deadline: Deadline;
  /** From the start of the work to the deadline. */
  readonly allowedMilliseconds: number;
  /** Time to cancel a statement after the deadline: half of the reserve; the other half is for the answer to leave. */
  readonly cancelMilliseconds: number;
  readonly caller: Caller;
  explain(failure: Failure): QueryError;
  /** Values that must not be in an error from now on. */
  hide(parameters: readonly SqlParameter[]): void;
  /** Since the start of the work. */
  elapsedMilliseconds(): number;
}

/** Does one request's work, under its deadline. */
export async function withWork<T>(
  dependencies: CoreDependencies,
  does: (work: Work) => Promise<T>,
): Promise<T> {
  const { clock, place, remainingMilliseconds, signal, tally = createTally() } = dependencies;
  const startedAt = clock.nowMilliseconds();
  const reserve = reserveMilliseconds(remainingMilliseconds);
  const allowedMilliseconds = remainingMilliseconds - reserve;
  const deadline = startDeadline(clock, allowedMilliseconds, signal);
  let hidden: readonly SqlParameter[] = [];
  const explain = (failure: Failure) =>
    explainError(failure, place, (text) => redactParameters(text, hidden));
  try {
    return await does({
      api: countCalls(dependencies.api, tally),
      clock,
      place,
      clientToken: dependencies.clientToken,
      tally,
      deadline,
      allowedMilliseconds,
      cancelMilliseconds: reserve / 2,
      caller: createCaller({ clock, deadline, explain, tally }),
      explain,
      hide(parameters) {
        hidden = [...hidden, ...parameters];
      },
      elapsedMilliseconds: () => clock.nowMilliseconds() - startedAt,
    });
  } finally {
    deadline.stop();
  }
}

/** The work with another deadline for its calls. */
export function under(deadline: Deadline, work: Work): Work {
  return { ...work, deadline, caller: createCaller({ ...work, deadline }) };
}
