import type { Plan, PlanAttempt } from "../../../access/terraform/plan";
import type { PlanError } from "../../../access/terraform/plan-events";
import type { Link } from "../../../config/link";
import { accountsOf } from "./accounts";
import { uncomparedCode } from "./differences/running-code";
import { unexpectedDifferences } from "./differences/unexpected";
import type { Account, UncheckedPart } from "./finding";
import { orUnknown } from "./or-unknown";

/**
 * What the plan could not read, by account: each error where it happened, and every resource of the state that
 * was not refreshed. Empty: both accounts were read in full.
 */
export function uncheckedParts(
  link: Pick<Link, "lambdaAccount" | "redshiftAccount">,
  attempt: PlanAttempt,
  accountOf: (address: string) => Account,
): readonly UncheckedPart[] {
  const { plan } = attempt;
  const errors = distinct(attempt.errors.map((error) => ofError(error, accountOf)));
  if (plan === undefined) {
    const named = errors.map(({ account }) => account?.role);
    const others = Object.values(accountsOf(link)).filter(({ role }) => !named.includes(role));
    return [...errors, ...others.map((account) => ({ account, reason: "not read in full" }))];
  }
  if (errors.length === 0 && plan.prior.length === 0) {
    return [{ reason: "the state holds no resource: deploy the link first, or check its state backend" }];
  }
  return [...errors, ...unread(plan, attempt.refreshed, accountOf, errors), ...uncomparable(plan, accountOf)];
}

/** What was read and is not understood. */
function uncomparable(plan: Plan, accountOf: (address: string) => Account): readonly UncheckedPart[] {
  const unexpected = orUnknown(() => unexpectedDifferences(plan));
  return [
    ...("unknown" in unexpected ? [{ reason: unexpected.unknown }] : []),
    ...uncomparedCode(plan).map((address) => ({
      account: accountOf(address),
      reason: `code of ${address}: the state holds no source_code_hash or no code_sha256 of it, so what it runs was not compared with what was deployed; apply the link once with AWS provider 5.100 or newer`,
    })),
  ];
}

/** Accounts with resources that nobody looked at and no error explains. */
function unread(
  plan: Plan,
  addressesRead: readonly string[],
  accountOf: (address: string) => Account,
  errors: readonly UncheckedPart[],
): readonly UncheckedPart[] {
  const read = new Set([...addressesRead, ...plan.drift.map(({ address }) => address)]);
  const byAccount = new Map<string, { account: Account; addresses: string[] }>();
  for (const { address } of plan.refreshed) {
    const account = accountOf(address);
    if (read.has(address) || errors.some((error) => error.account?.role === account.role)) continue;
    const entry = byAccount.get(account.role) ?? { account, addresses: [] };
    entry.addresses.push(address);
    byAccount.set(account.role, entry);
  }
  return [...byAccount.values()].map(({ account, addresses }) => ({
    account,
    reason: `the plan ended before it had read ${addresses.join(", ")}`,
  }));
}

function ofError(
  { address, summary, detail }: PlanError,
  accountOf: (address: string) => Account,
): UncheckedPart {
  const cause = detail.split("\n").findLast((line) => /error/i.test(line)) ?? detail.split("\n")[0] ?? "";
  const whole = `${summary}${cause === "" ? "" : `: ${cause.trim()}`}`;
  // One refusal may be told several times; the id of the request alone would tell them apart.
  const reason = whole.replace(/RequestID: [\w-]*, /g, "");
  return address === undefined ? { reason } : { account: accountOf(address), reason };
}

function distinct(parts: readonly UncheckedPart[]): readonly UncheckedPart[] {
  return [...new Map(parts.map((part) => [JSON.stringify(part), part])).values()];
}
