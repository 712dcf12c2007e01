import { newExcessGrants } from "../../../../access/link/excess-grants/excess-grants";
import type { LinkAccess } from "../../../../access/link/link-access";
import { Decisions } from "../../../../access/link/link-answers";
import { newUndecidedConditions } from "../../../../access/link/undecided-conditions";
import { partsOfOthers } from "../../../../access/terraform/carried/parts-of-others";
import type { Plan } from "../../../../access/terraform/plan";
import type { StateResource } from "../../../../access/terraform/plan-json";
import { plannedStackJson } from "../../../../access/terraform/planned-stack";
import { presentMembers } from "../../../../aws/json";
import { readLink } from "../../../lib/link/read-link";
import type { BeyondPlan } from "../../read/beyond-plan/beyond-plan";
import { type Difference, edited } from "../differences/difference";
import { type OrUnknown, orUnknown } from "../or-unknown";
import { compareStates, type Effect } from "./effects";
import { linkPartOf, policyNameOf } from "./link-part";
import { type LinkState, linkState } from "./link-state";
import { type HopsOfRoles, hopsOfRoles, missingPart, movedRole } from "./missing-part";
import { settingEffect } from "./settings/setting-effect";

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

/** What a difference touches that decides access. */
const ACCESS_ATTRIBUTES = ["assume_role_policy", "permissions_boundary", "policy", "environment", "role"];
const ACCESS_RESOURCES = /^aws_(iam_role(_policy|_policy_attachment)?|lambda_function)\./;

/** A difference of which the simulator has to tell the meaning. */
interface OpenDifference {
  readonly difference: Difference;
  /** The link with nothing changed but this. */
  readonly alone: LinkState;
}

/**
 * What differences mean for access. The state they are seen from is asked once, and so is, for each part of the link with
 * differences, the state with all of those: the number of questions depends on the parts of a link, not on the number of
 * differences. An answer that changed is told with the differences whose policies decided it.
 *
 * @param plan tells which account a resource is in
 * @param base resources of the state that the differences are seen from
 * @param documents texts of managed policies and boundaries that were looked at; default: none
 * @returns every difference with its meaning, in the same order
 */
export async function meanings(
  plan: Plan,
  base: readonly StateResource[],
  differences: readonly Difference[],
  documents: BeyondPlan["documents"] = {},
): Promise<ReadonlyMap<Difference, Meaning>> {
  const decisions = new Decisions();
  const stateOf = (resources: readonly StateResource[]) =>
    orUnknown(() => linkState(linkOf(plan, resources, documents), decisions));
  const before = stateOf(base);
  const hops = "value" in before ? hopsOfRoles(before.value.link) : new Map();
  const decided = await decidedMeanings(plan, base, differences, { before, stateOf, hops });
  return new Map(
    differences.map((difference) => [
      difference,
      joined(decided.get(difference) ?? NOTHING, undecided(difference, base, hops)),
    ]),
  );
}

/** What the simulator has to tell, and what keeps anybody from asking it. */
async function decidedMeanings(
  plan: Plan,
  base: readonly StateResource[],
  differences: readonly Difference[],
  asking: {
    readonly before: OrUnknown<LinkState>;
    readonly stateOf: (resources: readonly StateResource[]) => OrUnknown<LinkState>;
    readonly hops: HopsOfRoles;
  },
): Promise<ReadonlyMap<Difference, Meaning>> {
  const { before, stateOf, hops } = asking;
  const found = new Map<Difference, Meaning>();
  const parts = new Map<string, OpenDifference[]>();
  for (const difference of differences.filter(touchesAccess)) {
    const resources = edited(base, difference.edit);
    const missing = missingPart(base, resources, hops, dataRoleOfOthers(plan));
    const alone = stateOf(resources);
    if (missing !== undefined) found.set(difference, { ...NOTHING, sentences: [missing], breaks: true });
    else if ("unknown" in before) found.set(difference, { ...NOTHING, unknown: before.unknown });
    else if ("unknown" in alone) found.set(difference, { ...NOTHING, unknown: alone.unknown });
    else if (isLessKnown(alone.value, before.value)) {
      // Beside others of its part, it would make their meaning unknown too.
      const unknowns = [...before.value.unknowns, ...alone.value.unknowns];
      found.set(difference, await meaningOf([], unknowns, before.value, alone.value));
    } else {
      const part = linkPartOf(difference, base);
      parts.set(part, [...(parts.get(part) ?? []), { difference, alone: alone.value }]);
    }
  }
  if ("unknown" in before) return found;
  for (const open of parts.values()) {
    const after = stateOf(edited(base, ...open.map(({ difference }) => difference.edit)));
    const compared =
      "unknown" in after
        ? { effects: [], unknowns: [after.unknown] }
        : await compareStates(before.value, after.value);
    for (const { difference, alone } of open) {
      const own = compared.effects.filter((effect) => causesOf(effect, open, base).includes(difference));
      found.set(difference, await meaningOf(own, compared.unknowns, before.value, alone));
    }
  }
  return found;
}

/** What no policy decides. */
function undecided(difference: Difference, base: readonly StateResource[], hops: HopsOfRoles): Meaning {
  const moved = movedRole(difference, base, hops);
  if (moved !== undefined) return { ...NOTHING, sentences: [moved], breaks: true };
  const effect = orUnknown(() => settingEffect(difference, base));
  if ("unknown" in effect) return { ...NOTHING, unknown: effect.unknown };
  const { sentences, grants = false } = effect.value;
  return { ...NOTHING, sentences, grants };
}

function joined(one: Meaning, other: Meaning): Meaning {
  return {
    sentences: [...one.sentences, ...other.sentences],
    grants: one.grants || other.grants,
    breaks: one.breaks || other.breaks,
    ...presentMembers({ unknown: one.unknown ?? other.unknown }),
  };
}

/** What cannot be read of parts that others own is said where the link is read. */
function dataRoleOfOthers({ existing }: Plan): string | undefined {
  const told = orUnknown(() => partsOfOthers({ "//": { existing } }));
  return "value" in told ? told.value.dataRole?.arn : undefined;
}

function touchesAccess({ address, attribute, kind, edit }: Difference): boolean {
  if ("add" in edit || kind === "dead-principal") return true;
  if (!ACCESS_RESOURCES.test(address)) return false;
  return attribute === undefined || ACCESS_ATTRIBUTES.includes(attribute);
}

/** The link with these resources instead of the plan's. @throws AccessError when it is not complete */
export function linkOf(
  plan: Plan,
  resources: readonly StateResource[],
  documents: BeyondPlan["documents"],
): LinkAccess {
  return readLink(plannedStackJson({ ...plan, prior: resources }, "prior"), documents);
}

function isLessKnown(state: LinkState, than: LinkState): boolean {
  return state.unknowns.some((reason) => !than.unknowns.includes(reason));
}

/** The differences whose policies decided; all of the part when no single policy did. */
function causesOf(
  { policies }: Effect,
  open: readonly OpenDifference[],
  base: readonly StateResource[],
): readonly Difference[] {
  const differences = open.map(({ difference }) => difference);
  const causes = differences.filter(({ edit }) => {
    const policy = policyNameOf(edit, base);
    return policy !== undefined && policies.includes(policy);
  });
  return causes.length === 0 ? differences : causes;
}

async function meaningOf(
  effects: readonly Effect[],
  unknowns: readonly string[],
  before: LinkState,
  after: LinkState,
): Promise<Meaning> {
  const grants = effects.some((effect) => effect.grants);
  // What an answer already says is not said twice; questions miss what only other requests than theirs are allowed.
  const excess = grants ? { value: [] } : orUnknown(() => newExcessGrants(before.link, after.link));
  const unasked = "value" in excess ? excess.value : [];
  const breaks = effects.some((effect) => effect.breaks);
  const reasons = new Set([
    ...unknowns,
    ...("unknown" in excess ? [excess.unknown] : []),
    // What is known to break the link, breaks it whatever the conditions of others decide.
    ...(breaks ? [] : await undecidedConditions(before, after)),
  ]);
  return {
    sentences: [...new Set([...effects.map(({ sentence }) => sentence), ...unasked])],
    grants: grants || unasked.length > 0,
    breaks,
    ...(reasons.size === 0 ? {} : { unknown: [...reasons].join("; ") }),
  };
}

/** Conditions that only AWS decides, where the link depends on what it decides. */
async function undecidedConditions(before: LinkState, after: LinkState): Promise<readonly string[]> {
  const added = orUnknown(() => newUndecidedConditions(before.link, after.link));
  if ("unknown" in added) return [added.unknown];
  if (added.value === undefined) return [];
  const { words, worst } = added.value;
  const { effects, unknowns } = await compareStates(before, linkState(worst, new Decisions()));
  return unknowns.length > 0 || effects.some(({ breaks }) => breaks) ? words : [];
}
