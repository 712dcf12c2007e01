import { AwsError } from "../../protocol/aws-error";
import type { Services } from "../services";
import type { Statement } from "../statement/statement";
import type { InputReader } from "./input-reader";

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
  { clock, limits }: Pick<Services, "clock" | "limits">,
  statement: Statement,
  seconds: number,
): Promise<void> {
  if (statement.isTerminal) return;
  if (statement.waitingRequests >= limits.waitingRequests) {
    throw new AwsError(
      "ActiveWaitingRequestsExceededException",
      `Active waiting requests exceeded the allowed quota (${limits.waitingRequests}).`,
    );
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
