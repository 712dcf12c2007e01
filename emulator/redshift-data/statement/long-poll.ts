import { quotaExceeded } from "../quotas";
import type { InputReader } from "../request/input-reader";
import type { DataApiDependencies } from "./dependencies";
import type { TrackedStatement } from "./tracked-statement";

/** `WaitTimeSeconds` of a request, 1 to 30. */
export function readWaitSeconds(reader: InputReader): number | undefined {
  return reader.integer("WaitTimeSeconds", 1, 30);
}

/**
 * Resolves when the statement ends or the time is over, whichever comes first.
 *
 * @throws AwsError ActiveWaitingRequestsExceededException (the code is AWS's, number and text are ours)
 */
export async function waitForEnd(
  { clock, limits }: Pick<DataApiDependencies, "clock" | "limits">,
  statement: TrackedStatement,
  seconds: number,
): Promise<void> {
  if (statement.isTerminal) return;
  if (statement.waitingRequests >= limits.waitingRequests) {
    throw quotaExceeded("ActiveWaitingRequests", limits.waitingRequests);
  }
  statement.waitingRequests += 1;
  const timer = new AbortController();
  try {
    await Promise.race([statement.settled, clock.sleep(seconds * 1000, timer.signal)]);
  } finally {
    statement.waitingRequests -= 1;
    timer.abort();
  }
}
