import { type AwsFailure, isQuotaFailure, isTransientFailure } from "./aws-failure";

/** Failures in a row that are survived, by kind: an overloaded account needs more patience than a bad connection. */
const MAX_RETRIES = { quota: 8, transient: 5 } as const;

const BASE_MILLISECONDS = { quota: 200, transient: 100 } as const;
const MAX_DELAY_MILLISECONDS = 5_000;

/**
 * Milliseconds to wait before the call is made again (full jitter: between zero and an exponentially growing limit),
 * or `undefined` when it must not be: the failure is final, or there were too many in a row.
 *
 * @param failuresBefore failures of the same call before this one
 * @param random a number in [0, 1)
 */
export function retryDelayMilliseconds(
  failure: AwsFailure,
  failuresBefore: number,
  random: number,
): number | undefined {
  const kind = isQuotaFailure(failure) ? "quota" : isTransientFailure(failure) ? "transient" : undefined;
  if (kind === undefined || failuresBefore >= MAX_RETRIES[kind]) return undefined;
  return random * Math.min(MAX_DELAY_MILLISECONDS, BASE_MILLISECONDS[kind] * 2 ** failuresBefore);
}
