import type { StatementDescription, SubmittedStatement } from "../client/data-api";
import { type StatementExecution, withDeadline } from "../client/statement-execution";
import { awaitLongPoll, type LongPoll } from "./long-poll";

/** An answer that came sooner than this did not wait, whatever was asked for. */
const LONG_POLL_MILLISECONDS = 1_000;

const FIRST_SHORT_POLL_MILLISECONDS = 200;
const MAX_SHORT_POLL_MILLISECONDS = 5_000;

const ENDED: readonly string[] = ["FINISHED", "FAILED", "ABORTED"];

/** True for a statement that will not change any more. */
export function hasEnded({ Status }: Pick<StatementDescription, "Status">): boolean {
  return Status !== undefined && ENDED.includes(Status);
}

/**
 * Asks for the status of a statement once.
 *
 * @param longPoll lets the call wait for the end of the statement; absent: it returns at once
 * @param onNearlyOver told when AWS has held the answer back for nearly as long as it was asked to
 */
export function describeStatement(
  { api, retrier, clock, usage }: StatementExecution,
  statementId: string,
  longPoll?: LongPoll,
  onNearlyOver: () => void = () => undefined,
): Promise<StatementDescription> {
  usage.waits++;
  return retrier.call(
    "describe",
    (signal) => {
      // Asked of every attempt anew: after failures less time is left.
      const wait = longPoll?.request() ?? {};
      return awaitLongPoll(api.describe({ Id: statementId, ...wait }, signal), wait, clock, onNearlyOver);
    },
    statementId,
  );
}

/**
 * Waits until a submitted statement has ended. Long polls, each asked shortly before AWS answers the one before, so
 * that it always holds one; where AWS refuses to wait, or does not, asks again after a growing, jittered pause.
 *
 * @throws QueryError when the status cannot be had
 * @throws DeadlineReached
 * @see https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_DescribeStatement.html
 */
export async function waitForStatement(
  submitted: SubmittedStatement,
  execution: StatementExecution,
  longPoll: LongPoll,
): Promise<StatementDescription> {
  // Only a description tells why a statement failed, and whether one has rows that did not say so.
  if (submitted.Status === "FINISHED" && submitted.HasResultSet !== undefined) return submitted;
  const startedAt = execution.clock.nowMilliseconds();
  try {
    return await pollUntilEnd(submitted.Id, execution, longPoll);
  } finally {
    execution.usage.waitMilliseconds += execution.clock.nowMilliseconds() - startedAt;
  }
}

async function pollUntilEnd(
  statementId: string,
  execution: StatementExecution,
  longPoll: LongPoll,
): Promise<StatementDescription> {
  const { clock, deadline } = execution;
  // Two polls may be open at once: the first to learn of the end aborts the other.
  const over = new AbortController();
  const signal = AbortSignal.any([deadline.signal, over.signal]);
  const polling = withDeadline(execution, { ...deadline, signal });
  let outcome: Promise<StatementDescription> | undefined;
  const end = (ended: Promise<StatementDescription>) => {
    outcome ??= ended;
    over.abort();
  };
  const poll = async (onNearlyOver: () => void) => {
    const asked = describeStatement(polling, statementId, longPoll, onNearlyOver);
    try {
      if (hasEnded(await asked)) end(asked);
    } catch (error) {
      if (!longPoll.isRefusedBy(error)) end(asked);
    }
  };
  for (let pauseMilliseconds = FIRST_SHORT_POLL_MILLISECONDS; outcome === undefined; ) {
    const askedAt = clock.nowMilliseconds();
    await new Promise<void>((next) => {
      poll(next).then(next);
    });
    if (clock.nowMilliseconds() - askedAt >= LONG_POLL_MILLISECONDS) continue;
    await clock.sleep(pauseMilliseconds * (0.5 + clock.random() / 2), signal).catch(() => undefined);
    pauseMilliseconds = Math.min(MAX_SHORT_POLL_MILLISECONDS, pauseMilliseconds * 2);
  }
  return outcome;
}
