import type { Decision } from "../../../../access/iam/decision";
import { changeInWords, type Probe } from "../../../../access/link/probes/probe";
import type { OrUnknown } from "../or-unknown";
import type { LinkState } from "./link-state";

type Answer = OrUnknown<Decision>;

/** An answer that differs between two states of a link. */
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
interface Comparison {
  readonly effects: readonly Effect[];
  /** Why some answers are not known, without duplicates. */
  readonly unknowns: readonly string[];
}

/**
 * Compares the answers of two states of a link to the same questions: those the link is there for, those that must be denied,
 * and whatever the documents of either state name. A question of both states is meant as the first one means it.
 */
export async function compareStates(before: LinkState, after: LinkState): Promise<Comparison> {
  const known = new Set(before.probes.map(({ id }) => id));
  const unknowns = new Set([...before.unknowns, ...after.unknowns]);
  const changed: Effect[] = [];
  const newTarget: Effect[] = [];
  for (const probe of [...before.probes, ...after.probes.filter(({ id }) => !known.has(id))]) {
    const [was, is] = [await before.ask(probe), await after.ask(probe)];
    for (const answer of [was, is]) if ("unknown" in answer) unknowns.add(answer.unknown);
    changed.push(...effectOf(probe, was, is));
    if (!known.has(probe.id)) newTarget.push(...deniedTarget(probe, is));
  }
  return { effects: [...changed, ...newTarget], unknowns: [...unknowns] };
}

function effectOf(probe: Probe, was: Answer, is: Answer): readonly Effect[] {
  if (!("value" in was && "value" in is)) return [];
  const change = changeInWords(probe, was.value, is.value);
  if (change === undefined) return [];
  const policies = [...was.value.statements, ...is.value.statements].map(({ policy }) => policy);
  const { allowed, reason } = is.value;
  if (probe.expected === "denied") return [{ sentence: change, grants: allowed, breaks: false, policies }];
  const sentence = `${pathOf(probe)} is now ${allowed ? "allowed again" : `denied: ${reason}`}`;
  return [{ sentence, grants: false, breaks: !allowed, policies }];
}

/** What the function now asks for and may not: its environment names another target than its role's policies. */
function deniedTarget(probe: Probe, is: Answer): readonly Effect[] {
  if (probe.expected !== "allowed" || !("value" in is) || is.value.allowed) return [];
  const { reason, statements } = is.value;
  const sentence = `${pathOf(probe)} is now denied: ${reason}`;
  return [{ sentence, grants: false, breaks: true, policies: statements.map(({ policy }) => policy) }];
}

/** The path of a link that a needed request is part of. */
export function pathOf({ hop, role }: Probe): string {
  if (hop > 1) return `hop ${hop}`;
  return role === "query" ? "running the function" : "hop 1";
}
