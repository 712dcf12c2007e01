import { presentMembers } from "../../aws/json";
import { DeadlineReached, startStatementDeadline } from "../client/calls/deadline";
import type { StatementDescription, SubmittedStatement } from "../client/data-api";
import { type StatementExecution, withDeadline } from "../client/statement-execution";
import { aboutStatement } from "../errors/answer-not-understood";
import { deadlineError } from "../errors/deadline-error";
import { cancelAbandoned } from "./cancel-statement";
import { createLongPoll } from "./long-poll";
import type { RunRequest } from "./request";
import { submitStatement } from "./submit-statement";
import { waitForStatement } from "./wait-for-statement";

type AwaitedRequest = Pick<RunRequest, "submission" | "onDeadline">;

/** A statement that was submitted, and waited for as long as the time sufficed. */
interface Awaited {
  readonly submitted: SubmittedStatement;
  /** Absent: left running. */
  readonly description?: StatementDescription;
}

/**
 * Submits one statement or batch and waits for its end, at most as long as the link allows a statement.
 *
 * @throws QueryError when it cannot be submitted, or was cancelled because the time did not suffice
 */
export async function submitAndWait(outer: StatementExecution, request: AwaitedRequest): Promise<Awaited> {
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
  { onDeadline }: AwaitedRequest,
  error: unknown,
): Promise<undefined> {
  const reason = error instanceof DeadlineReached ? error.reason : undefined;
  // The limit of the link, and a caller that is gone, hold whatever the event says.
  const isKept = onDeadline === "keep" && reason !== "statement-timeout" && reason !== "aborted";
  if (isKept && reason !== undefined) return undefined;
  if (isKept) throw aboutStatement(error, statementId);
  const outcome = await cancelAbandoned(execution, statementId);
  throw reason === undefined
    ? aboutStatement(error, statementId)
    : deadlineError(outcome, reason, execution, statementId);
}
