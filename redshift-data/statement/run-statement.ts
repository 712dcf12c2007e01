import { presentMembers } from "../../aws/json";
import type { StatementDescription } from "../client/data-api";
import { type RequestDependencies, withExecution } from "../client/statement-execution";
import type { BatchAnswer, RunningAnswer, StatementAnswer } from "./answers";
import { answerEnded } from "./ended-statement";
import type { RunRequest } from "./request";
import { submitAndWait } from "./submit-and-wait";

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
    const { submission, maxRows, showValues } = request;
    const { text, warnings } = submission;
    const { submitted, description } = await submitAndWait(execution, request);
    const session = presentMembers({ sessionId: submitted.SessionId ?? submission.sessionId });
    const statementId = submitted.Id;
    if (description === undefined) {
      return { ...runningAnswer(statementId, submitted), ...session, ...presentMembers({ warnings }) };
    }
    return answerEnded(execution, {
      statementId,
      description,
      ...session,
      ...("sqls" in text && { sqls: text.sqls }),
      showValues,
      warnings,
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
