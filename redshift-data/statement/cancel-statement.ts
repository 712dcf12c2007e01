import { startDeadline } from "../client/calls/deadline";
import { createRetrier } from "../client/calls/retrier";
import { type StatementExecution, withDeadline } from "../client/statement-execution";
import type { CancelOutcome } from "../errors/deadline-error";
import { QueryError } from "../errors/query-error";

/** The Data API takes three CancelStatement calls a second of an account and region; one statement asks for less. */
const MIN_PAUSE_MILLISECONDS = 350;

/** AWS's words for a statement that was cancelled; its state is not shown where a parameter holds that word. */
const ABORTED = /^Could not cancel a query that is already in ABORTED state/;

/**
 * Stops a statement.
 *
 * @throws QueryError when AWS refuses
 * @throws DeadlineReached
 * @see https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_CancelStatement.html
 */
export async function cancelStatement(
  execution: StatementExecution,
  statementId: string,
): Promise<CancelOutcome> {
  const retrier = createRetrier({ ...execution, minPauseMilliseconds: MIN_PAUSE_MILLISECONDS });
  let attempts = 0;
  try {
    const { Status } = await retrier.call(
      "cancel",
      (signal) => {
        attempts++;
        return execution.api.cancel({ Id: statementId }, signal);
      },
      statementId,
    );
    return Status === true ? "cancelled" : "not-cancelled";
  } catch (error) {
    if (!(error instanceof QueryError) || error.fields.code !== "STATEMENT_ENDED") throw error;
    // An attempt whose answer was lost has cancelled it.
    return attempts > 1 && ABORTED.test(error.fields.awsMessage ?? "") ? "cancelled" : "already-ended";
  }
}

/**
 * Stops a statement that nobody waits for any more, after the deadline of its execution. Never fails, and never takes
 * longer than the time that was kept back for it.
 */
export async function cancelAbandoned(
  execution: StatementExecution,
  statementId: string,
): Promise<CancelOutcome> {
  const deadline = startDeadline(execution.clock, execution.cancelMilliseconds);
  try {
    return await cancelStatement(withDeadline(execution, deadline), statementId);
  } catch {
    return "not-cancelled";
  } finally {
    deadline.stop();
  }
}
