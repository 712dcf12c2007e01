import { DeadlineReached } from "../client/deadline";
import { deadlineError } from "../errors/deadline-error";
import type { RunningAnswer, StatusAnswer } from "./answers";
import { sessionOf } from "./ended-statement";
import type { SubmitRequest } from "./request";
import { type CoreDependencies, withWork } from "./statement-execution";
import { submitStatement } from "./submit-statement";

/**
 * Starts one statement or batch and does not wait for it. Nobody but the caller stops it.
 *
 * @throws QueryError and nothing else
 */
export function startStatement(
  { submission }: SubmitRequest,
  dependencies: CoreDependencies,
): Promise<RunningAnswer | StatusAnswer> {
  return withWork(dependencies, async (work) => {
    work.hide(submission.parameters);
    const {
      Id,
      Status = "SUBMITTED",
      SessionId,
    } = await submitStatement(submission, work).catch((error) => {
      if (!(error instanceof DeadlineReached)) throw error;
      throw deadlineError("unanswered", error.reason, work, undefined);
    });
    return {
      status: Status,
      statementId: Id,
      ...sessionOf({ sessionId: SessionId ?? submission.sessionId }),
    };
  });
}
