import { type Caller, createCaller } from "./caller";
import { cancelStatement } from "./cancel-statement";
import type { Clock } from "./clock";
import type { DataApi, StatementDescription } from "./data-api";
import { type Deadline, DeadlineReached, reserveMilliseconds, startDeadline } from "./deadline";
import { deadlineError } from "./errors/deadline-error";
import { explainError, type Failure } from "./errors/explain-error";
import type { Place } from "./errors/place";
import type { QueryError } from "./errors/query-error";
import { fetchRows } from "./fetch-rows";
import type { SqlRequest } from "./parse-event";
import { redactParameters } from "./redact-parameters";
import { answerRows, answerWithoutRows, type StatementAnswer } from "./statement-answer";
import { submitStatement } from "./submit-statement";
import { waitForStatement } from "./wait-for-statement";

/** What running a statement needs from outside. */
export interface RunDependencies {
  readonly api: DataApi;
  readonly clock: Clock;
  readonly place: Place;
  /** 1 to 64 characters, the same for every repetition of the same request. */
  readonly clientToken: string;
  /** Time until the caller gives up; the answer or the error comes before. */
  readonly remainingMilliseconds: number;
}

interface Run extends RunDependencies {
  readonly request: SqlRequest;
  readonly deadline: Deadline;
  readonly allowedMilliseconds: number;
  readonly caller: Caller;
  readonly explain: (failure: Failure) => QueryError;
}

/**
 * Runs one statement: submit, wait, fetch. A statement that ends inside the submit call costs two AWS calls, one
 * without a result set. A statement that is not awaited to its end is cancelled.
 *
 * @throws QueryError
 */
export async function runStatement(
  request: SqlRequest,
  dependencies: RunDependencies,
): Promise<StatementAnswer> {
  const { clock, place, remainingMilliseconds } = dependencies;
  const startedAt = clock.nowMilliseconds();
  const allowedMilliseconds = remainingMilliseconds - reserveMilliseconds(remainingMilliseconds);
  const deadline = startDeadline(clock, allowedMilliseconds);
  const redact = (text: string) => redactParameters(text, request.parameters);
  const explain = (failure: Failure) => explainError(failure, place, redact);
  const caller = createCaller({ clock, deadline, explain });
  const run: Run = { ...dependencies, request, deadline, allowedMilliseconds, caller, explain };
  try {
    const { statementId, description } = await runToEnd(run);
    const { format, maxRows } = request;
    const duration = () => clock.nowMilliseconds() - startedAt;
    if (description.HasResultSet === false) {
      return answerWithoutRows(statementId, description.ResultRows, format, duration());
    }
    const fetched = await fetchRows(dependencies.api, caller, { statementId, format, maxRows }).catch(
      (error) => {
        throw error instanceof DeadlineReached ? late(run, "finished", statementId) : error;
      },
    );
    return answerRows(statementId, fetched, format, duration());
  } finally {
    deadline.stop();
  }
}

interface EndedStatement {
  readonly statementId: string;
  readonly description: StatementDescription;
}

async function runToEnd(run: Run): Promise<EndedStatement> {
  const submitted = await submitStatement(run.request, { ...run, target: run.place.settings.target }).catch(
    (error) => {
      throw error instanceof DeadlineReached ? late(run, "unanswered") : error;
    },
  );
  const statementId = submitted.Id;
  const description = await waitForStatement(submitted, run).catch((error) =>
    giveUp(run, statementId, error),
  );
  if (description.Status === "FINISHED") return { statementId, description };
  throw run.explain({
    phase: "sql",
    awsCode: description.Status ?? "",
    awsMessage: description.Error ?? "",
    statementId,
  });
}

async function giveUp(run: Run, statementId: string, error: unknown): Promise<never> {
  const { api, clock, explain, remainingMilliseconds, allowedMilliseconds } = run;
  // Half of the reserve: the other half is for the error to leave.
  const budgetMilliseconds = (remainingMilliseconds - allowedMilliseconds) / 2;
  const outcome = await cancelStatement(api, statementId, budgetMilliseconds, { clock, explain });
  throw error instanceof DeadlineReached ? late(run, outcome, statementId) : error;
}

function late(
  { allowedMilliseconds, place }: Run,
  progress: Parameters<typeof deadlineError>[0],
  statementId?: string,
): QueryError {
  return deadlineError(progress, allowedMilliseconds, place, statementId);
}
