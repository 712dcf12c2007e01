import type { RunningAnswer, StatusAnswer } from "./answers";
import { DeadlineReached } from "./deadline";
import { sessionOf } from "./ended-statement";
import { deadlineError } from "./errors/deadline-error";
import type { SubmitRequest } from "./event/request";
import { submitStatement } from "./submit-statement";
import { type CoreDependencies, withWork } from "./work";

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
