import { changeInWords, type Probe } from "../../../../access/link/probes/probe";
import type { Answer, LinkState } from "./link-state";

/** One answer that is another one now. */
export interface Effect {
  readonly sentence: string;
  /** Something is allowed that was not, beside what the link is for. */
  readonly grants: boolean;
  /** The path from the function to the target no longer works. */
  readonly breaks: boolean;
  /** Names of the policies with a statement that decided before or decides now. */
  readonly policies: readonly string[];
}

/** What two states of a link differ in. */
export interface Comparison {
  readonly effects: readonly Effect[];
  /** Why some answers are not known, without duplicates. */
  readonly unknowns: readonly string[];
}

/**
 * Compares the answers of two states of a link to the same questions: those the link is there for, those that must be denied,
 * and whatever the documents of either state name. A question of both states is meant as the first one means it.
 *
 * @param hop the only hop on which they can differ: the other one's questions are not asked again. Absent: either
 */
export async function compareStates(before: LinkState, after: LinkState, hop?: 1 | 2): Promise<Comparison> {
  const known = new Set(before.probes.map(({ id }) => id));
  const unknowns = new Set([...before.unknowns, ...after.unknowns]);
  const changed: Effect[] = [];
  const newTarget: Effect[] = [];
  for (const probe of [...before.probes, ...after.probes.filter(({ id }) => !known.has(id))]) {
    const was = await before.ask(probe);
    const is = hop === undefined || probe.hop === hop ? await after.ask(probe) : was;
    for (const answer of [was, is]) if ("unknown" in answer) unknowns.add(answer.unknown);
    changed.push(...effectOf(probe, was, is));
    if (!known.has(probe.id)) newTarget.push(...deniedTarget(probe, is));
  }
  return { effects: [...changed, ...newTarget], unknowns: [...unknowns] };
}

function effectOf(probe: Probe, was: Answer, is: Answer): readonly Effect[] {
  if (!("decision" in was && "decision" in is)) return [];
  const change = changeInWords(probe, was.decision, is.decision);
  if (change === undefined) return [];
  const policies = [...was.decision.statements, ...is.decision.statements].map(({ policy }) => policy);
  const { allowed, reason } = is.decision;
  if (probe.expected === "denied") return [{ sentence: change, grants: allowed, breaks: false, policies }];
  const sentence = `${pathOf(probe)} is now ${allowed ? "allowed again" : `denied: ${reason}`}`;
  return [{ sentence, grants: false, breaks: !allowed, policies }];
}

/** What the function now asks for and may not: its environment names another target than its role's policies. */
function deniedTarget(probe: Probe, is: Answer): readonly Effect[] {
  if (probe.expected !== "allowed" || !("decision" in is) || is.decision.allowed) return [];
  const { reason, statements } = is.decision;
  const sentence = `${pathOf(probe)} is now denied: ${reason}`;
  return [{ sentence, grants: false, breaks: true, policies: statements.map(({ policy }) => policy) }];
}

function pathOf({ hop, role }: Probe): string {
  if (hop === 2) return "hop 2";
  return role === "query" ? "running the function" : "hop 1";
}
