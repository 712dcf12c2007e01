import { presentMembers } from "../../aws/json";
import { DeadlineReached, startStatementDeadline } from "../client/calls/deadline";
import type { StatementDescription, SubmittedStatement } from "../client/data-api";
import {
  type RequestDependencies,
  type StatementExecution,
  withDeadline,
  withExecution,
} from "../client/statement-execution";
import { deadlineError } from "../errors/deadline-error";
import type { BatchAnswer, RunningAnswer, StatementAnswer } from "./answers";
import { cancelAbandoned } from "./cancel-statement";
import { answerEnded } from "./ended-statement";
import { createLongPoll } from "./long-poll";
import type { RunRequest } from "./request";
import { submitStatement } from "./submit-statement";
import { waitForStatement } from "./wait-for-statement";

/**
 * Runs one statement or batch: submit, wait, fetch. A statement that ends inside the submit call costs two AWS calls,
 * one without a result set; a batch costs one more, and one per result. A statement that is not awaited to its end is
 * cancelled, unless the request says `onDeadline: "keep"`: then the answer is its status and id.
 *
 * @throws QueryError and nothing else, before `remainingMilliseconds` have passed
 */
export function runStatement(
  request: RunRequest,
  dependencies: RequestDependencies,
): Promise<StatementAnswer | BatchAnswer | RunningAnswer> {
  return withExecution(dependencies, async (execution) => {
    const { submission, maxRows } = request;
    const { submitted, description } = await submitAndWait(execution, request);
    const session = presentMembers({ sessionId: submitted.SessionId ?? submission.sessionId });
    const statementId = submitted.Id;
    if (description === undefined) return { ...runningAnswer(statementId, submitted), ...session };
    return answerEnded(execution, {
      statementId,
      description,
      ...session,
      isBatch: "sqls" in submission.text,
      format: submission.format,
      maxRows,
    });
  });
}

/** The answer for a statement that has not ended, as far as is known. */
export function runningAnswer(
  statementId: string,
  { Status }: Pick<StatementDescription, "Status">,
): RunningAnswer {
  return { status: Status === "PICKED" || Status === "STARTED" ? Status : "SUBMITTED", statementId };
}

interface Awaited {
  readonly submitted: SubmittedStatement;
  /** Absent: left running. */
  readonly description?: StatementDescription;
}

async function submitAndWait(outer: StatementExecution, request: RunRequest): Promise<Awaited> {
  const { clock, link } = outer;
  const { statementTimeoutSeconds } = link.settings;
  const limit = (statementTimeoutSeconds ?? Number.POSITIVE_INFINITY) * 1000;
  const deadline = startStatementDeadline(clock, limit, outer.deadline);
  const execution = withDeadline(outer, deadline);
  const longPoll = createLongPoll(execution);
  try {
    const submitted = await submitStatement(request.submission, execution, longPoll);
    const description = await waitForStatement(submitted, execution, longPoll).catch((error) =>
      giveUp(outer, submitted.Id, request, error),
    );
    return { submitted, ...presentMembers({ description }) };
  } finally {
    deadline.stop();
  }
}

/** Ends the wait for a statement: leaves it running, or cancels it and tells why. */
async function giveUp(
  execution: StatementExecution,
  statementId: string,
  { onDeadline }: RunRequest,
  error: unknown,
): Promise<undefined> {
  const reason = error instanceof DeadlineReached ? error.reason : undefined;
  // The limit of the link, and a caller that is gone, hold whatever the event says.
  const isKept = onDeadline === "keep" && reason !== "statement-timeout" && reason !== "aborted";
  if (isKept && reason !== undefined) return undefined;
  if (isKept) throw error;
  const outcome = await cancelAbandoned(execution, statementId);
  throw reason === undefined ? error : deadlineError(outcome, reason, execution, statementId);
}
