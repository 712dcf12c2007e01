import type { StatementDescription, SubmittedStatement } from "./data-api";
import type { Deadline } from "./deadline";
import type { LongPoll } from "./long-poll";
import type { Work } from "./work";

/** An answer that came sooner than this did not wait, whatever was asked for. */
const LONG_POLL_MILLISECONDS = 1_000;

const FIRST_SHORT_POLL_MILLISECONDS = 200;
const MAX_SHORT_POLL_MILLISECONDS = 5_000;

const ENDED: readonly string[] = ["FINISHED", "FAILED", "ABORTED"];

/** True for a statement that will not change any more. */
export function hasEnded({ Status }: Pick<StatementDescription, "Status">): boolean {
  return Status !== undefined && ENDED.includes(Status);
}

/** Asks for the status of a statement once. */
export function describeStatement(
  { api, caller, tally }: Work,
  statementId: string,
  wait: { readonly WaitTimeSeconds?: number } = {},
): Promise<StatementDescription> {
  tally.waits++;
  return caller.call("describe", (signal) => api.describe({ Id: statementId, ...wait }, signal), statementId);
}

export interface WaitDependencies {
  readonly work: Work;
  readonly longPoll: LongPoll;
  /** Ends the pauses between short polls. */
  readonly deadline: Deadline;
}

/**
 * Waits until a submitted statement has ended. Long polls; where AWS refuses to wait, or does not, asks again after a
 * growing, jittered pause.
 *
 * @throws QueryError when the status cannot be had
 * @throws DeadlineReached
 * @see https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_DescribeStatement.html
 */
export async function waitForStatement(
  submitted: SubmittedStatement,
  dependencies: WaitDependencies,
): Promise<StatementDescription> {
  const { work } = dependencies;
  // Only a description tells why a statement failed.
  if (submitted.Status === "FINISHED") return submitted;
  const startedAt = work.clock.nowMilliseconds();
  try {
    return await pollUntilEnd(submitted.Id, dependencies);
  } finally {
    work.tally.waitMilliseconds += work.clock.nowMilliseconds() - startedAt;
  }
}

async function pollUntilEnd(
  statementId: string,
  { work, longPoll, deadline }: WaitDependencies,
): Promise<StatementDescription> {
  const { clock } = work;
  for (let pauseMilliseconds = FIRST_SHORT_POLL_MILLISECONDS; ; ) {
    const askedAt = clock.nowMilliseconds();
    try {
      const description = await describeStatement(work, statementId, longPoll.request());
      if (hasEnded(description)) return description;
    } catch (error) {
      if (!longPoll.isRefusedBy(error)) throw error;
    }
    if (clock.nowMilliseconds() - askedAt >= LONG_POLL_MILLISECONDS) continue;
    await clock.sleep(pauseMilliseconds * (0.5 + clock.random() / 2), deadline.signal).catch(() => undefined);
    pauseMilliseconds = Math.min(MAX_SHORT_POLL_MILLISECONDS, pauseMilliseconds * 2);
  }
}
