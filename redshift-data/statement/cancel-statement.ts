import type { DataApi } from "../client/data-api";
import { startDeadline } from "../client/deadline";
import { type CallerDependencies, createCaller } from "../client/retry";
import { QueryError } from "../errors/query-error";

/** What became of the wish to stop a statement. */
export type CancelOutcome = "cancelled" | "already-ended" | "not-cancelled";

/** The Data API takes three CancelStatement calls a second of an account and region; one statement asks for less. */
export const CANCEL_PAUSE_MILLISECONDS = 350;

/**
 * Stops a statement nobody waits for any more. Never fails and never takes longer than `budgetMilliseconds`.
 *
 * @see https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_CancelStatement.html
 */
export async function cancelStatement(
  api: DataApi,
  statementId: string,
  budgetMilliseconds: number,
  { clock, explain, tally }: Pick<CallerDependencies, "clock" | "explain" | "tally">,
): Promise<CancelOutcome> {
  const deadline = startDeadline(clock, budgetMilliseconds);
  try {
    const minPauseMilliseconds = CANCEL_PAUSE_MILLISECONDS;
    const caller = createCaller({ clock, deadline, explain, tally, minPauseMilliseconds });
    const { Status } = await caller.call(
      "cancel",
      (signal) => api.cancel({ Id: statementId }, signal),
      statementId,
    );
    return Status === true ? "cancelled" : "not-cancelled";
  } catch (error) {
    const hasEnded = error instanceof QueryError && error.fields.code === "STATEMENT_ENDED";
    return hasEnded ? "already-ended" : "not-cancelled";
  } finally {
    deadline.stop();
  }
}
