import { createHash } from "node:crypto";
import type { IamChange } from "./iam-change";

/**
 * Longest time until decisions see a change, milliseconds. AWS gives no number; seconds are what people measure.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency
 */
export const MAX_PROPAGATION_MILLISECONDS = 10_000;

/**
 * A delay for each change, 0 to {@link MAX_PROPAGATION_MILLISECONDS}. It depends on what is changed and on how often that was
 * before, not on the order among others: Terraform's differs from run to run.
 *
 * @param seed the same one gives the same change the same delay in every run
 */
export function seededDelays(seed: number): (change: IamChange) => number {
  const counts = new Map<string, number>();
  return ({ account, operation, parameters }) => {
    const names = [...parameters].filter(([name]) => /(?:Name|Arn)$/.test(name)).sort();
    const subject = JSON.stringify([account.partition, account.accountId, operation, names]);
    const count = (counts.get(subject) ?? 0) + 1;
    counts.set(subject, count);
    const hash = createHash("sha256").update(`${seed} ${count} ${subject}`).digest();
    return Math.round((hash.readUInt32BE() / 2 ** 32) * MAX_PROPAGATION_MILLISECONDS);
  };
}
