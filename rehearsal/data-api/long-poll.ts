import type { Clock } from "./clock";
import type { InputReader } from "./input-reader";

/** `WaitTimeSeconds` of a request, 1 to 30. */
export function readWaitSeconds(reader: InputReader): number | undefined {
  return reader.integer("WaitTimeSeconds", 1, 30);
}

/** Resolves when the event happens or the time is over, whichever comes first. */
export async function waitAtMost(clock: Clock, event: Promise<void>, seconds: number): Promise<void> {
  const timer = new AbortController();
  await Promise.race([event, clock.sleep(seconds * 1000, timer.signal)]);
  timer.abort();
}
