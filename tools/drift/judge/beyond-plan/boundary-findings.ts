import { type LinkRole, roleOf, rolesIn } from "../../../../access/link/link-access";
import { LinkAnswers } from "../../../../access/link/link-answers";
import type { Probe } from "../../../../access/link/probes/probe";
import type { Plan } from "../../../../access/terraform/plan";
import type { SynthesizedRole } from "../../../../access/terraform/synthesized-stack";
import type { BeyondPlan } from "../../read/beyond-plan/beyond-plan";
import { shownJson } from "../differences/shown-value";
import type { Account, DriftFinding } from "../finding";
import { pathOf } from "../meaning/effects";
import { linkOf } from "../meaning/meaning";

/**
 * Permissions boundaries whose text of today denies the link what it needs. No state holds the text, so that this is all that
 * can be said of it: the link as it was applied is asked under it.
 *
 * @param documents the texts that were read
 * @throws AccessError when the plan holds no whole link
 */
export async function boundaryFindings(
  plan: Plan,
  documents: BeyondPlan["documents"],
  accountOf: (address: string) => Account,
): Promise<readonly DriftFinding[]> {
  if (Object.keys(documents).length === 0) return [];
  const link = linkOf(plan, plan.prior, documents);
  const answers = new LinkAnswers(link);
  const findings: DriftFinding[] = [];
  for (const which of rolesIn(link)) {
    const role = roleOf(link, which);
    const { boundaryArn } = role;
    const document = boundaryArn === undefined ? undefined : documents[boundaryArn];
    if (boundaryArn === undefined || document === undefined) continue;
    // On hop 1 the query role is the caller, on hop 2 the data role, on hop 4 the others: a boundary bounds whoever calls.
    const hop = HOPS[which];
    const needed = answers.probes.filter((probe) => probe.expected === "allowed" && probe.hop === hop);
    const meaning = await deniedByBoundary(answers, needed, boundaryArn);
    if (meaning.length > 0) findings.push(finding(role, boundaryArn, document, meaning, accountOf));
  }
  return findings;
}

/** On which hop a role calls. */
const HOPS = { query: 1, data: 2, copy: 4, bucket: 4 } as const satisfies Record<LinkRole, Probe["hop"]>;

async function deniedByBoundary(
  answers: LinkAnswers,
  needed: readonly Probe[],
  boundaryArn: string,
): Promise<readonly string[]> {
  const name = boundaryArn.slice(boundaryArn.lastIndexOf("/") + 1);
  const sentences: string[] = [];
  for (const probe of needed) {
    const { by, reason, statements } = await answers.ask(probe.question);
    const denies = by === "explicit-deny" && statements.some(({ policy }) => policy === name);
    if (by === "boundary" || denies) sentences.push(`${pathOf(probe)} is now denied: ${reason}`);
  }
  return [...new Set(sentences)];
}

function finding(
  { address, name }: SynthesizedRole,
  boundaryArn: string,
  document: unknown,
  meaning: readonly string[],
  accountOf: (address: string) => Account,
): DriftFinding {
  return {
    kind: "policy-text",
    severity: "high",
    address,
    attribute: "permissions_boundary",
    account: accountOf(address),
    look: "policy-text",
    summary: `the text of ${boundaryArn} denies role ${name} what the link needs`,
    before: null,
    after: shownJson(document),
    meaning,
    repair: "no plan shows it: have whoever owns the policy change its text back",
  };
}
