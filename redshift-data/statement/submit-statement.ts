import { presentMembers } from "../../aws/json";
import type { SubmittedStatement } from "../client/data-api";
import { explainDeadline, type StatementExecution } from "../client/statement-execution";
import type { LongPoll } from "./long-poll";
import type { SqlText, Submission } from "./request";

/**
 * Submits a statement or a batch. Every attempt carries the same client token, so an attempt whose answer was lost
 * does not run it twice: the Data API runs one submission per token within 8 hours.
 *
 * @param longPoll lets the call wait for the end of the statement; absent: it returns at once
 * @throws QueryError when AWS refuses the statement, or does not answer before the deadline
 * @see https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ExecuteStatement.html
 * @see https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_BatchExecuteStatement.html
 */
export function submitStatement(
  submission: Submission,
  execution: StatementExecution,
  longPoll?: LongPoll,
): Promise<SubmittedStatement> {
  const { api, retrier, clock, usage } = execution;
  const { text } = submission;
  execution.explainAbout({
    sqls: "sql" in text ? [text.sql] : text.sqls,
    parameters: submission.parameters,
  });
  const shared = sharedMembers(submission, execution);
  const submit = () =>
    retrier.call("submit", async (signal) => {
      const startedAt = clock.nowMilliseconds();
      const request = { ...shared, ...longPoll?.request() };
      const submitted =
        "sql" in text
          ? await api.execute({ ...request, Sql: text.sql }, signal)
          : await api.executeBatch({ ...request, ...batchMembers(text) }, signal);
      usage.waitMilliseconds += clock.nowMilliseconds() - startedAt;
      return submitted;
    });
  return explainDeadline(execution, "unanswered", undefined, async () => {
    try {
      return await submit();
    } catch (error) {
      if (longPoll?.isRefusedBy(error) !== true) throw error;
      return submit();
    }
  });
}

function batchMembers({ sqls, mode }: Extract<SqlText, { readonly mode: unknown }>) {
  return {
    Sqls: [...sqls],
    ExecutionMode: mode === "autoCommit" ? ("AUTO_COMMIT" as const) : ("TRANSACTION" as const),
  };
}

function sharedMembers(submission: Submission, { link, clientToken }: StatementExecution) {
  const { parameters, format, sessionId, sessionKeepAliveSeconds } = submission;
  return {
    // The Data API refuses a session that is told its connection again.
    ...(sessionId === undefined ? link.settings.target : { SessionId: sessionId }),
    ...presentMembers({ SessionKeepAliveSeconds: sessionKeepAliveSeconds }),
    ...(parameters.length > 0 && { Parameters: [...parameters] }),
    ...(format === "csv" && { ResultFormat: "CSV" as const }),
    ClientToken: submission.clientToken ?? clientToken,
  };
}
