import type { Plan, PlanAttempt } from "../../../access/terraform/plan";
import type { Link } from "../../../config/link";
import { accountsByAddress } from "./accounts";
import { allDifferences } from "./differences/all-differences";
import type { Difference } from "./differences/difference";
import { type Account, type DriftFinding, type LinkReport, SEVERITIES } from "./finding";
import { type Meaning, meanings } from "./meaning/meaning";
import { repairOf } from "./repair";
import { severityOf } from "./severity";
import { uncheckedParts } from "./unchecked";

/** What of a link says which accounts its resources are in. */
type LinkOfReport = Pick<Link, "name" | "lambdaAccount" | "redshiftAccount">;

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

async function findingsOf(
  plan: Plan,
  accountOf: (address: string) => Account,
): Promise<readonly DriftFinding[]> {
  const findings: DriftFinding[] = [];
  for (const { base, differences } of allDifferences(plan)) {
    for (const [difference, meaning] of await meanings(plan, base, differences)) {
      findings.push(finding(difference, meaning, accountOf(difference.address), repairOf(difference, plan)));
    }
  }
  return findings.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

function finding(
  { edit: _, ...difference }: Difference,
  meaning: Meaning,
  account: Account,
  repair: string,
): DriftFinding {
  const { sentences, unknown } = meaning;
  const prefix = difference.kind === "not-applied" ? "compared with the configuration: " : "";
  return {
    ...difference,
    account,
    severity: severityOf(difference, meaning),
    meaning: sentences.map((sentence) => `${prefix}${sentence}`),
    ...(unknown === undefined ? {} : { meaningUnknown: unknown }),
    repair,
  };
}
