import { aboutStatement } from "../errors/answer-not-understood";
import { deadlineError, type StatementProgress } from "../errors/deadline-error";
import { explainError, type Failure } from "../errors/explain-error";
import type { StatementTexts } from "../errors/known-pieces";
import type { QueryError } from "../errors/query-error";
import { createTextFilter } from "../errors/shown-text";
import type { LinkContext } from "../link/link-context";
import type { Clock } from "./calls/clock";
import { type Deadline, DeadlineReached, reserveMilliseconds, startDeadline } from "./calls/deadline";
import { createRetrier, type Retrier } from "./calls/retrier";
import { countCalls, createUsage, type Usage } from "./calls/usage";
import { checkAnswers } from "./checked-data-api";
import type { DataApi } from "./data-api";

/** Longest name that Redshift gives a column (bytes). */
const MAX_NAME_CHARACTERS = 127;

/** What the answer to a request needs from outside: everything it touches, so that it runs in any program. */
export interface RequestDependencies {
  /** A client of the Data API under credentials of the data role. */
  readonly api: DataApi;
  readonly clock: Clock;
  /** The link: target of the statements, and the names that advice uses. */
  readonly link: LinkContext;
  /** 1 to 64 characters, the same for every repetition of the same request; a request may carry its own. */
  readonly clientToken: string;
  /** Time until the caller gives up; the answer or the error comes before. */
  readonly remainingMilliseconds: number;
  /** Ends the work: a statement that is being waited for is cancelled, the error is `ABORTED`. */
  readonly signal?: AbortSignal;
  /** Where the cost of the work is counted. */
  readonly usage?: Usage;
}

/** One request being worked on. */
export interface StatementExecution {
  readonly api: DataApi;
  readonly clock: Clock;
  readonly link: LinkContext;
  readonly clientToken: string;
  readonly usage: Usage;
  readonly deadline: Deadline;
  /** From the start of the work to the deadline. */
  readonly allowedMilliseconds: number;
  /** Time to cancel a statement after the deadline: half of the reserve; the other half is for the answer to leave. */
  readonly cancelMilliseconds: number;
  readonly retrier: Retrier;
  explain(failure: Failure): QueryError;
  /** What statements the errors from now on are about. Until told, a text of AWS may quote parameters that nobody knows. */
  explainAbout(texts: StatementTexts): void;
  /** A name of AWS's answer, for an error: as it is if AWS's texts may show it. */
  quote(name: string): string;
  /** Since the start of the work. */
  elapsedMilliseconds(): number;
}

/** Work on one request that has begun. */
export interface StartedExecution {
  readonly execution: StatementExecution;
  /** Ends the timers; call it when the work is done. */
  stop(): void;
}

/** Does the work of one request, under a deadline that leaves time to cancel and to answer. */
export async function withExecution<T>(
  dependencies: RequestDependencies,
  does: (execution: StatementExecution) => Promise<T>,
): Promise<T> {
  const { execution, stop } = startExecution(dependencies);
  try {
    return await does(execution);
  } finally {
    stop();
  }
}

/** The same for work that hands over what it has piece by piece, and so ends when its reader does. */
export function startExecution(dependencies: RequestDependencies): StartedExecution {
  const { clock, link, remainingMilliseconds, signal, usage = createUsage() } = dependencies;
  const startedAt = clock.nowMilliseconds();
  const reserve = reserveMilliseconds(remainingMilliseconds);
  const allowedMilliseconds = remainingMilliseconds - reserve;
  const deadline = startDeadline(clock, allowedMilliseconds, signal);
  let about: StatementTexts = { sqls: [] };
  let filter = createTextFilter(about, link);
  const explain = (failure: Failure) => explainError(failure, link, filter, about.sqls);
  const execution: StatementExecution = {
    api: checkAnswers(countCalls(dependencies.api, usage)),
    clock,
    link,
    clientToken: dependencies.clientToken,
    usage,
    deadline,
    allowedMilliseconds,
    cancelMilliseconds: reserve / 2,
    retrier: createRetrier({ clock, deadline, explain, usage }),
    explain,
    explainAbout(texts) {
      about = texts;
      filter = createTextFilter(texts, link);
    },
    quote(name) {
      return filter.show(JSON.stringify(name.slice(0, MAX_NAME_CHARACTERS))).text;
    },
    elapsedMilliseconds: () => clock.nowMilliseconds() - startedAt,
  };
  return { execution, stop: () => deadline.stop() };
}

/** The work with another deadline for its calls. */
export function withDeadline(execution: StatementExecution, deadline: Deadline): StatementExecution {
  return { ...execution, deadline, retrier: createRetrier({ ...execution, deadline }) };
}

/**
 * Does a part of the work; a deadline that comes meanwhile is told as far as the statement had come.
 *
 * @throws QueryError `DEADLINE`, `STATEMENT_TIMEOUT` or `ABORTED` in place of {@link DeadlineReached}
 */
export async function explainDeadline<T>(
  execution: StatementExecution,
  progress: StatementProgress,
  statementId: string | undefined,
  part: () => Promise<T>,
): Promise<T> {
  try {
    return await part();
  } catch (error) {
    if (!(error instanceof DeadlineReached)) throw aboutStatement(error, statementId);
    throw deadlineError(progress, error.reason, execution, statementId);
  }
}
