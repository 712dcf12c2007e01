import type { PlanAttempt, PlanJson } from "../../../access/terraform/plan-json";
import type { Link } from "../../../config/link";
import { accountsByAddress } from "../read/accounts";
import { uncheckedParts } from "../read/unchecked";
import { differences } from "./differences";
import {
  type Account,
  type Difference,
  type Finding,
  type LinkReport,
  SEVERITIES,
  type Severity,
} from "./finding";
import { type Meaning, meaning } from "./meaning";
import { declaredResources, notApplied } from "./not-applied";
import { repairOf } from "./repair";
import { actualResources, appliedResources, edited } from "./resources";

/** What a difference touches that decides access. */
const ACCESS_ATTRIBUTES = ["assume_role_policy", "permissions_boundary", "policy", "environment", "role"];
const ACCESS_RESOURCES = /^aws_(iam_role(_policy|_policy_attachment)?|lambda_function)\./;

const NO_MEANING: Meaning = { sentences: [], grants: false, breaks: false };

/**
 * Everything a plan of a link says about drift, in both accounts, and what it means for access. A plan of its own with
 * `-refresh-only` would say nothing else: the JSON of every plan holds all that its refresh found changed.
 */
export async function linkReport(
  link: Pick<Link, "name" | "lambdaAccount" | "redshiftAccount">,
  attempt: PlanAttempt,
): Promise<LinkReport> {
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

async function findingsOf(
  plan: PlanJson,
  accountOf: (address: string) => Account,
): Promise<readonly Finding[]> {
  const actual = actualResources(plan);
  const applied = appliedResources(plan);
  const outside = differences(plan.resource_drift ?? [], actual);
  const explained = new Set([
    ...outside.map(({ address }) => address),
    ...(plan.resource_drift ?? []).filter(isDelete).map(({ address }) => address),
  ]);
  // A plan that ended early knows too little of what an apply would do.
  const changes = (plan.errored === true ? [] : (plan.resource_changes ?? [])).filter(
    ({ address }) => !explained.has(address) && !followsOutside(address, outside),
  );
  const declared = declaredResources(changes, actual);
  const findings: Finding[] = [];
  for (const [base, found] of [
    [applied, outside],
    [declared, notApplied(changes, actual)],
  ] as const) {
    for (const difference of found) {
      const means = touchesAccess(difference)
        ? await meaning(plan, base, edited(base, difference.edit))
        : NO_MEANING;
      const account = accountOf(difference.address);
      findings.push(finding(difference, means, account, repairOf(difference, plan)));
    }
  }
  return findings.sort(bySeverity);
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

function isDelete({ change }: { readonly change: { readonly actions: readonly string[] } }): boolean {
  return change.actions.includes("delete");
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
