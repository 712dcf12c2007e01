import { newExcessGrants } from "../../../../access/link/excess-grants/excess-grants";
import type { LinkAccess } from "../../../../access/link/link-access";
import type { Plan } from "../../../../access/terraform/plan";
import type { StateResource } from "../../../../access/terraform/plan-json";
import { plannedStackJson } from "../../../../access/terraform/planned-stack";
import { readLink } from "../../../lib/link/read-link";
import { type Difference, edited } from "../difference";
import { compareStates, type Effect } from "./effects";
import { type LinkPart, linkPartOf, policyNameOf } from "./link-part";
import { linkState, orUnknown } from "./link-state";
import { missingPart } from "./missing-part";

/** What a difference does to access. */
export interface Meaning {
  readonly sentences: readonly string[];
  /** Something is allowed that was not, beside what the link is for. */
  readonly grants: boolean;
  /** The path from the function to the target no longer works. */
  readonly breaks: boolean;
  /** Why part of it, or all, is not known. */
  readonly unknown?: string;
}

const NOTHING: Meaning = { sentences: [], grants: false, breaks: false };

/** A difference, and the link with nothing changed but this. */
interface Suspect {
  readonly difference: Difference;
  readonly alone: LinkAccess;
}

/**
 * What differences mean for access. The state they are seen from is asked once, and so is, for each part of the link with
 * differences, the state with all of those: so the number of questions depends on the parts of a link, not on the
 * number of differences. An answer that changed is told with the differences whose policies decided it.
 *
 * @param plan tells which account a resource is in
 * @param base resources of the state that the differences are seen from
 * @returns in the order of the differences
 */
export async function meanings(
  plan: Plan,
  base: readonly StateResource[],
  differences: readonly Difference[],
): Promise<readonly Meaning[]> {
  const before = orUnknown(() => linkState(linkOf(plan, base)));
  const found = new Map<Difference, Meaning>();
  const parts = new Map<string, { part: LinkPart; suspects: Suspect[] }>();
  for (const difference of differences) {
    const resources = edited(base, difference.edit);
    const missing = missingPart(base, resources);
    const alone = orUnknown(() => linkState(linkOf(plan, resources)));
    if (missing !== undefined) found.set(difference, { ...NOTHING, sentences: [missing], breaks: true });
    else if ("unknown" in before) found.set(difference, { ...NOTHING, unknown: before.unknown });
    else if ("unknown" in alone) found.set(difference, { ...NOTHING, unknown: alone.unknown });
    else if (alone.value.unknowns.some((reason) => !before.value.unknowns.includes(reason))) {
      const unknowns = [...before.value.unknowns, ...alone.value.unknowns];
      found.set(difference, meaningOf([], unknowns, before.value.link, alone.value.link));
    } else {
      const part = linkPartOf(difference, base, before.value.link);
      const { suspects } = parts.get(part.key) ?? { suspects: [] };
      parts.set(part.key, { part, suspects: [...suspects, { difference, alone: alone.value.link }] });
    }
  }
  for (const { part, suspects } of parts.values()) {
    const edits = suspects.map(({ difference }) => difference.edit);
    const after = orUnknown(() => linkState(linkOf(plan, edited(base, ...edits))));
    if ("unknown" in before || "unknown" in after) continue;
    const { effects, unknowns } = await compareStates(before.value, after.value, part.hop);
    for (const suspect of suspects) {
      const own = effects.filter((effect) => causesOf(effect, suspects, base).includes(suspect));
      found.set(suspect.difference, meaningOf(own, unknowns, before.value.link, suspect.alone));
    }
  }
  return differences.map((difference) => found.get(difference) ?? NOTHING);
}

/** The link with these resources instead of the plan's. @throws AccessError when it is not complete */
function linkOf(plan: Plan, resources: readonly StateResource[]): LinkAccess {
  return readLink(plannedStackJson({ ...plan, prior: resources }, "prior"));
}

/** The differences whose policies decided; all of the part when no single policy did. */
function causesOf(
  { policies }: Effect,
  suspects: readonly Suspect[],
  base: readonly StateResource[],
): readonly Suspect[] {
  const causes = suspects.filter(({ difference: { edit } }) => {
    const policy = policyNameOf(edit, base);
    return policy !== undefined && policies.includes(policy);
  });
  return causes.length === 0 ? suspects : causes;
}

function meaningOf(
  effects: readonly Effect[],
  unknowns: readonly string[],
  before: LinkAccess,
  after: LinkAccess,
): Meaning {
  const grants = effects.some((effect) => effect.grants);
  // What an answer already says is not said twice; questions miss what only other requests than theirs are allowed.
  const excess = grants ? { value: [] } : orUnknown(() => newExcessGrants(before, after));
  const unasked = "value" in excess ? excess.value : [];
  const reasons = new Set([...unknowns, ...("unknown" in excess ? [excess.unknown] : [])]);
  return {
    sentences: [...new Set([...effects.map(({ sentence }) => sentence), ...unasked])],
    grants: grants || unasked.length > 0,
    breaks: effects.some((effect) => effect.breaks),
    ...(reasons.size === 0 ? {} : { unknown: [...reasons].join("; ") }),
  };
}
