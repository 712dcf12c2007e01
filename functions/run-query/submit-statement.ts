import type { Caller } from "./caller";
import type { Clock } from "./clock";
import type { DataApi, SubmittedStatement } from "./data-api";
import type { Deadline } from "./deadline";
import type { SqlRequest } from "./parse-event";
import type { StatementTarget } from "./read-environment";
import { waitTime } from "./wait-for-statement";

export interface SubmitDependencies {
  readonly api: DataApi;
  readonly caller: Caller;
  readonly clock: Clock;
  readonly deadline: Deadline;
  readonly target: StatementTarget;
  /** 1 to 64 characters; the Data API runs one statement per token within 8 hours. */
  readonly clientToken: string;
}

/**
 * Submits a statement and waits for its end as long as one call may. Every attempt carries the same client token, so
 * an attempt whose answer was lost does not run the statement twice.
 *
 * @throws QueryError when AWS refuses the statement
 * @throws DeadlineReached
 * @see https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ExecuteStatement.html
 */
export function submitStatement(
  { sql, parameters }: SqlRequest,
  { api, caller, clock, deadline, target, clientToken }: SubmitDependencies,
): Promise<SubmittedStatement> {
  const statement = {
    ...target,
    Sql: sql,
    ClientToken: clientToken,
    ...(parameters.length > 0 && { Parameters: [...parameters] }),
  };
  return caller.call("submit", (signal) =>
    api.execute({ ...statement, ...waitTime(clock, deadline) }, signal),
  );
}
