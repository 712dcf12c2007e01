import { MAX_PROPAGATION_MILLISECONDS } from "../emulator/iam/propagation/seeded-delays";
import type { ServerClock } from "../emulator/redshift-data/server-clock";

/** For so long after a deploy a refusal may be by the policies of before it, milliseconds. */
const SETTLING_MILLISECONDS = 60_000;
const PAUSE_MILLISECONDS = 2_000;

/** What a run with eventual consistency is, and how it is repeated. */
export function propagationLine(seed: number): string {
  const seconds = MAX_PROPAGATION_MILLISECONDS / 1000;
  return `IAM is eventually consistent: decisions see a change within ${seconds} s. The same delays again: --consistency eventual --seed ${seed}`;
}

/**
 * Does what may be refused because IAM has not settled, and again every two seconds of the first minute.
 *
 * @param attempt rejects with what was refused, or with another failure
 * @param isRefusal whether the attempt that has just failed was refused by a decision of IAM's: nothing else is repeated
 * @param tell told once, before the first wait
 * @throws the last failure
 */
export async function onceSettled<T>(
  attempt: () => Promise<T>,
  {
    isRefusal,
    tell,
    clock,
    signal,
  }: {
    readonly isRefusal: (error: unknown) => boolean;
    readonly tell: (line: string) => void;
    readonly clock: ServerClock;
    readonly signal: AbortSignal;
  },
): Promise<T> {
  const startedAt = clock.nowMilliseconds();
  for (let waits = 0; ; waits += 1) {
    try {
      return await attempt();
    } catch (error) {
      const isLate = clock.nowMilliseconds() + PAUSE_MILLISECONDS - startedAt > SETTLING_MILLISECONDS;
      if (isLate || signal.aborted || !isRefusal(error)) throw error;
      if (waits === 0) {
        tell(
          `    IAM settles: a hop was refused within a minute of the deploy, so it is called again every ${PAUSE_MILLISECONDS / 1000} s`,
        );
      }
      await clock.sleep(PAUSE_MILLISECONDS, signal);
    }
  }
}
