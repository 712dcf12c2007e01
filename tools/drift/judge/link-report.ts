import type { Plan, PlanAttempt } from "../../../access/terraform/plan";
import type { StateResource } from "../../../access/terraform/plan-json";
import type { Link } from "../../../config/link";
import { accountsByAddress } from "./accounts";
import type { Difference } from "./difference";
import { differences } from "./differences";
import { type Account, type Finding, type LinkReport, SEVERITIES, type Severity } from "./finding";
import { type Meaning, meanings } from "./meaning/meaning";
import { afterChanges, notApplied } from "./not-applied";
import { repairOf } from "./repair";
import { uncheckedParts } from "./unchecked";

/** What of a link says which accounts its resources are in. */
type LinkOfReport = Pick<Link, "name" | "lambdaAccount" | "redshiftAccount">;

/** Differences, and the resources of the state that they are seen from. */
interface SeenFrom {
  readonly base: readonly StateResource[];
  readonly differences: readonly Difference[];
}

/** What a difference touches that decides access. */
const ACCESS_ATTRIBUTES = ["assume_role_policy", "permissions_boundary", "policy", "environment", "role"];
const ACCESS_RESOURCES = /^aws_(iam_role(_policy|_policy_attachment)?|lambda_function)\./;

const NO_MEANING: Meaning = { sentences: [], grants: false, breaks: false };

/**
 * Everything a plan of a link says about drift, in both accounts, and what it means for access. A plan of its own with
 * `-refresh-only` would say nothing else: the JSON of every plan holds all that its refresh found changed.
 */
export async function linkReport(link: LinkOfReport, attempt: PlanAttempt): Promise<LinkReport> {
  const { plan } = attempt;
  const accountOf = accountsByAddress(link, plan);
  const unchecked = uncheckedParts(link, attempt, accountOf);
  const findings = plan === undefined ? [] : await findingsOf(plan, accountOf);
  return {
    link: link.name,
    status: unchecked.length > 0 ? "could-not-check" : findings.length > 0 ? "drift" : "clean",
    findings,
    unchecked,
  };
}

/** Would the report be clean? Says so without asking what anything means. */
export function isClean(link: LinkOfReport, attempt: PlanAttempt): boolean {
  const { plan } = attempt;
  if (plan === undefined || uncheckedParts(link, attempt, accountsByAddress(link, plan)).length > 0)
    return false;
  return allDifferences(plan).every((seen) => seen.differences.length === 0);
}

async function findingsOf(plan: Plan, accountOf: (address: string) => Account): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { base, differences: found } of allDifferences(plan)) {
    const access = found.filter(touchesAccess);
    const meant = await meanings(plan, base, access);
    for (const difference of found) {
      const means = meant[access.indexOf(difference)] ?? NO_MEANING;
      findings.push(finding(difference, means, accountOf(difference.address), repairOf(difference, plan)));
    }
  }
  return findings.sort(bySeverity);
}

/** What changed outside, seen from the prior state; and what was not applied, seen from the planned one. */
function allDifferences(plan: Plan): readonly SeenFrom[] {
  const outside = differences(plan.drift, plan.refreshed);
  const explained = new Set([
    ...outside.map(({ address }) => address),
    ...plan.drift.filter(({ change }) => change.actions.includes("delete")).map(({ address }) => address),
  ]);
  // A plan that ended early knows too little of what an apply would do.
  const changes = (plan.errored ? [] : plan.changes).filter(
    ({ address }) => !explained.has(address) && !followsOutside(address, outside),
  );
  return [
    { base: plan.prior, differences: outside },
    { base: afterChanges(plan.refreshed, changes), differences: notApplied(changes, plan.refreshed) },
  ];
}

/** An exclusive resource lists the policies whose own resources were deleted: their findings tell it. */
function followsOutside(address: string, outside: readonly Difference[]): boolean {
  const role = /^aws_iam_role_[a-z_]+_exclusive\.(.+)$/.exec(address)?.[1];
  if (role === undefined) return false;
  return outside.some(({ kind, address: other }) => {
    const name = other.slice(other.indexOf(".") + 1);
    return kind === "deleted" && (name === role || name.startsWith(`${role}_`));
  });
}

function touchesAccess({ address, attribute, kind, edit }: Difference): boolean {
  if ("add" in edit || kind === "dead-principal") return true;
  if (!ACCESS_RESOURCES.test(address)) return false;
  return attribute === undefined || ACCESS_ATTRIBUTES.includes(attribute);
}

function finding(
  { edit: _, ...difference }: Difference,
  { sentences, unknown, ...effect }: Meaning,
  account: Account,
  repair: string,
): Finding {
  const prefix = difference.kind === "not-applied" ? "compared with the configuration: " : "";
  return {
    ...difference,
    account,
    severity: severityOf(difference, { ...effect, unknown: unknown !== undefined }),
    meaning: sentences.map((sentence) => `${prefix}${sentence}`),
    ...(unknown === undefined ? {} : { meaningUnknown: unknown }),
    repair,
  };
}

function severityOf(
  difference: Pick<Difference, "kind" | "attribute" | "before" | "after">,
  effect: { readonly grants: boolean; readonly breaks: boolean; readonly unknown: boolean },
): Severity {
  const { kind, attribute } = difference;
  if (effect.grants) return "critical";
  if (isDatabaseTag(difference)) return "high";
  if (effect.breaks || effect.unknown || ["code", "deleted", "dead-principal"].includes(kind)) return "high";
  return attribute === "tags_all" ? "low" : "medium";
}

/** Redshift gives a session the database roles and groups that such a tag of its role names; no policy shows it. */
function isDatabaseTag({
  attribute,
  before,
  after,
}: Pick<Difference, "attribute" | "before" | "after">): boolean {
  return attribute === "tags_all" && /"redshiftdb\w*":/i.test(`${before} ${after}`);
}

function bySeverity(a: Finding, b: Finding): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
}
