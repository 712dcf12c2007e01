import type { CancelOutcome } from "../cancel-statement";
import { type Place, redshiftSide } from "./place";
import { QueryError } from "./query-error";

/** How far a statement had come when its time was over. */
export type Progress = "unanswered" | "finished" | CancelOutcome;

const TOLD: Readonly<Record<Progress, string>> = {
  unanswered: "AWS had not answered the submit call, so the statement may be running",
  finished: "the statement has finished, its result was not fetched",
  cancelled: "the statement was cancelled",
  "already-ended": "the statement ended while it was being cancelled, so a write may have taken effect",
  "not-cancelled": "the statement could not be cancelled and may be running",
};

/** The error of a statement whose time is over. */
export function deadlineError(
  progress: Progress,
  allowedMilliseconds: number,
  place: Place,
  statementId: string | undefined,
): QueryError {
  const seconds = Math.round(allowedMilliseconds / 100) / 10;
  return new QueryError({
    code: "DEADLINE",
    hop: "deadline",
    message: `the statement is not answered after ${seconds} s, expected an answer before Lambda's timeout; ${TOLD[progress]}`,
    ...(statementId !== undefined && { statementId }),
    advice: `raise the timeout of function ${place.functionName} (900 s at most), make the statement faster, or look at the load ${redshiftSide(place)}`,
  });
}
