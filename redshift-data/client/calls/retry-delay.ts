import { type AwsFailure, failureKind } from "../../../aws/failure/aws-failure";

/** Bad connections, faults of AWS and late signatures that one call survives. A quota is waited for until the deadline. */
const MAX_TRANSIENT_RETRIES = 5;

/**
 * First limits of a pause. A quota is refilled by the second and others wait for it too: asked again after a shorter
 * pause, it is refused again; after a longer one, many statements at once take longer (`npm run bench -- waiting`).
 */
const BASE_MILLISECONDS = { quota: 1_000, transient: 100 } as const;
const MAX_DELAY_MILLISECONDS = 5_000;

/** Failures of one call so far that were survived, by kind. */
export interface RetryCounts {
  quota: number;
  transient: number;
}

/**
 * Milliseconds to wait before the call is made again (full jitter: between zero and an exponentially growing limit),
 * or `undefined` when it must not be: the failure is final, or there were too many. Each kind counts for itself: a call
 * that a quota held up has as many faults to survive as any other.
 *
 * @param counts failures of the same call before this one; this one is added
 * @param random a number in [0, 1)
 */
export function retryDelayMilliseconds(
  failure: AwsFailure,
  counts: RetryCounts,
  random: number,
): number | undefined {
  const kind = failureKind(failure);
  if (kind === "quota") return fullJitter("quota", counts.quota++, random);
  const isTransient = kind === "network" || kind === "service-fault" || kind === "other-time";
  if (!isTransient || counts.transient >= MAX_TRANSIENT_RETRIES) return undefined;
  return fullJitter("transient", counts.transient++, random);
}

function fullJitter(kind: keyof typeof BASE_MILLISECONDS, failuresBefore: number, random: number): number {
  return random * Math.min(MAX_DELAY_MILLISECONDS, BASE_MILLISECONDS[kind] * 2 ** failuresBefore);
}
