import { type PolicyTexts, usablePolicyTexts } from "../../../access/terraform/carried/policy-texts";
import type { Plan, PlanAttempt } from "../../../access/terraform/plan";
import { presentMembers } from "../../../aws/json";
import type { Link } from "../../../config/link";
import { foreignResources, foreignStateAdvice } from "../../../states/foreign-resources";
import type { BeyondPlan } from "../read/beyond-plan/beyond-plan";
import { accountsByAddress } from "./accounts";
import { applyAcceptances } from "./beyond-plan/accepted-findings";
import { boundaryFindings } from "./beyond-plan/boundary-findings";
import { changedTexts } from "./beyond-plan/changed-texts";
import { isOwnPart, publishedVersion } from "./beyond-plan/own-part";
import { partFinding } from "./beyond-plan/part-finding";
import { unlookedParts } from "./beyond-plan/unlooked-parts";
import { allDifferences } from "./differences/all-differences";
import type { Difference } from "./differences/difference";
import { type Account, type DriftFinding, type LinkReport, SEVERITIES, type UncheckedPart } from "./finding";
import { type Meaning, meanings } from "./meaning/meaning";
import { orUnknownAsync } from "./or-unknown";
import { repairOf } from "./repair";
import { severityOf } from "./severity";
import { uncheckedParts } from "./unchecked";
import { type LinkOfOthers, unseenParts } from "./unseen-parts";

/** What of a link says which accounts its resources are in. */
type LinkOfReport = Pick<Link, "name" | "partition" | "lambdaAccount" | "redshiftAccount" | "backend">;

/**
 * Everything a plan of a link says about drift, in both accounts, what was found beside it, and what it means for access. A plan
 * of its own with `-refresh-only` would say nothing else: the JSON of every plan holds all that its refresh found changed.
 *
 * @param today `YYYY-MM-DD`: until when what the link accepts counts; default: the day in UTC
 */
export async function linkReport(
  link: LinkOfReport & LinkOfOthers & Pick<Link, "drift" | "policyTexts">,
  attempt: PlanAttempt,
  beyond: BeyondPlan,
  today = new Date().toISOString().slice(0, 10),
): Promise<LinkReport> {
  const { plan } = attempt;
  const foreign = foreignState(link, plan);
  if (foreign !== undefined) {
    // Everything would be told as deleted, and nothing of it was: it is in other accounts.
    return {
      link: link.name,
      status: "could-not-check",
      findings: [],
      unchecked: [{ reason: foreign }],
    };
  }
  const accountOf = accountsByAddress(link, plan);
  const texts = await textFindings(attempt, link.policyTexts, beyond, accountOf);
  // What nobody could read is as links.yaml says it; that it was not read is told beside it.
  const documents = { ...usablePolicyTexts(link.policyTexts), ...beyond.documents };
  const unchecked = [
    ...uncheckedParts(link, attempt, accountOf),
    ...unlookedParts(link, beyond.refusals),
    ...texts.unchecked,
  ];
  const parts = applyAcceptances(
    beyond.parts
      .filter((part) => !isOwnPart(link, part, publishedVersion(plan?.prior)))
      .map((part) => partFinding(link, part)),
    link.drift.accept,
    today,
  );
  // What could not be looked at may hold what is accepted.
  const useless = parts.useless.filter(({ why }) => why === "expired" || beyond.refusals.length === 0);
  const unseen = unseenParts(link);
  const found = [
    ...(plan === undefined ? [] : await findingsOf(plan, documents, accountOf)),
    ...parts.findings,
    ...texts.findings,
  ];
  return {
    link: link.name,
    status: unchecked.length > 0 ? "could-not-check" : found.length > 0 ? "drift" : "clean",
    findings: found.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)),
    unchecked,
    ...(unseen.length === 0 ? {} : { unseen }),
    ...(parts.accepted.length === 0 ? {} : { accepted: parts.accepted }),
    ...(useless.length === 0 ? {} : { useless }),
  };
}

/** Why a state is another link's; `undefined`: it is of this link's accounts, or there is none. */
function foreignState(link: LinkOfReport, plan: Plan | undefined): string | undefined {
  const placed = (plan?.prior ?? []).map(({ address, values }) => {
    const alias = plan?.configuration.get(address)?.providerKey.split(".").at(-1);
    return { address, values, ...presentMembers({ providerAlias: alias }) };
  });
  const [first, ...others] = foreignResources(link, placed);
  if (first === undefined) return undefined;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return `the state is of other accounts: it holds ${first}${more}; ${foreignStateAdvice(link)}`;
}

/** What the texts of policies do; of a link that is not whole, the plan's own findings say so. */
async function textFindings(
  { plan }: PlanAttempt,
  written: PolicyTexts,
  { documents }: BeyondPlan,
  accountOf: (address: string) => Account,
): Promise<{ readonly findings: readonly DriftFinding[]; readonly unchecked: readonly UncheckedPart[] }> {
  if (plan === undefined || plan.prior.length === 0) return { findings: [], unchecked: [] };
  const found = await orUnknownAsync(async () => [
    ...(await boundaryFindings(plan, documents, accountOf)),
    ...changedTexts(plan, written, documents, accountOf),
  ]);
  if ("value" in found) return { findings: found.value, unchecked: [] };
  return { findings: [], unchecked: [{ reason: `what the texts of policies do: ${found.unknown}` }] };
}

/** Would the report be clean? Says so without asking what anything means. */
export function isClean(link: LinkOfReport, attempt: PlanAttempt): boolean {
  const { plan } = attempt;
  if (foreignState(link, plan) !== undefined) return false;
  if (plan === undefined || uncheckedParts(link, attempt, accountsByAddress(link, plan)).length > 0)
    return false;
  return allDifferences(plan).every((seen) => seen.differences.length === 0);
}

async function findingsOf(
  plan: Plan,
  documents: BeyondPlan["documents"],
  accountOf: (address: string) => Account,
): Promise<readonly DriftFinding[]> {
  const findings: DriftFinding[] = [];
  for (const { base, differences } of allDifferences(plan)) {
    for (const [difference, meaning] of await meanings(plan, base, differences, documents)) {
      findings.push({
        ...finding(difference, meaning, accountOf(difference.address), repairOf(difference, plan)),
        severity: severityOf(difference, meaning, base),
      });
    }
  }
  return findings;
}

function finding(
  { edit: _, ...difference }: Difference,
  meaning: Meaning,
  account: Account,
  repair: string,
): Omit<DriftFinding, "severity"> {
  const { sentences, unknown } = meaning;
  const prefix = difference.kind === "not-applied" ? "compared with the configuration: " : "";
  return {
    ...difference,
    account,
    meaning: sentences.map((sentence) => `${prefix}${sentence}`),
    ...(unknown === undefined ? {} : { meaningUnknown: unknown }),
    repair,
  };
}
