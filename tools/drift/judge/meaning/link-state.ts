import type { Decision } from "../../../../access/iam/decision";
import { allRolesOf, type LinkAccess, policiesOf } from "../../../../access/link/link-access";
import { type Decisions, LinkAnswers } from "../../../../access/link/link-answers";
import type { Probe } from "../../../../access/link/probes/probe";
import { type OrUnknown, orUnknown, orUnknownAsync } from "../or-unknown";

/** One state of a link, with what is not known of it. */
export interface LinkState {
  readonly link: LinkAccess;
  /** The questions its own documents and environment give rise to. */
  readonly probes: readonly Probe[];
  /** Why there are no such questions, and which texts of managed policies are not known. */
  readonly unknowns: readonly string[];
  /** The answer to a question of this or another state. */
  readonly ask: (probe: Probe) => Promise<OrUnknown<Decision>>;
}

/**
 * Asks nothing yet.
 *
 * @param decisions shared by states of which parts are the same: those parts are asked once
 */
export function linkState(link: LinkAccess, decisions: Decisions): LinkState {
  const answers = new LinkAnswers(link, decisions);
  const probes = orUnknown(() => answers.probes);
  const texts = allRolesOf(link).map((role) => orUnknown(() => policiesOf(link, role)));
  return {
    link,
    probes: "value" in probes ? probes.value : [],
    unknowns: [probes, ...texts].flatMap((part) => ("unknown" in part ? [part.unknown] : [])),
    ask: ({ question }) => orUnknownAsync(() => answers.ask(question)),
  };
}
