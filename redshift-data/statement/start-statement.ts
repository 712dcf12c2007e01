import { presentMembers } from "../../aws/json";
import { type RequestDependencies, withExecution } from "../client/statement-execution";
import type { RunningAnswer, StatusAnswer } from "./answers";
import type { SubmitRequest } from "./request";
import { submitStatement } from "./submit-statement";

/**
 * Starts one statement or batch and does not wait for it. Nobody but the caller stops it.
 *
 * @throws QueryError and nothing else
 */
export function startStatement(
  { submission }: SubmitRequest,
  dependencies: RequestDependencies,
): Promise<RunningAnswer | StatusAnswer> {
  return withExecution(dependencies, async (execution) => {
    const { Id, Status = "SUBMITTED", SessionId } = await submitStatement(submission, execution);
    return {
      status: Status,
      statementId: Id,
      ...presentMembers({ sessionId: SessionId ?? submission.sessionId, warnings: submission.warnings }),
    };
  });
}
