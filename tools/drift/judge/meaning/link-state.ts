import { AccessError } from "../../../../access/iam/access-error";
import type { Decision } from "../../../../access/iam/decision";
import { type LinkAccess, policiesOf } from "../../../../access/link/link-access";
import { LinkAnswers } from "../../../../access/link/link-answers";
import type { Probe } from "../../../../access/link/probes/probe";

/** The answer to one question, or why there is none. */
export type Answer = { readonly decision: Decision } | { readonly unknown: string };

/** One state of a link, which is asked each question once. */
export interface LinkState {
  readonly link: LinkAccess;
  /** The questions its own documents and environment give rise to. */
  readonly probes: readonly Probe[];
  /** Why there are no such questions, and which texts of managed policies are not known. */
  readonly unknowns: readonly string[];
  /** The answer to a question of this or another state. */
  readonly ask: (probe: Probe) => Promise<Answer>;
}

/** Asks nothing yet. */
export function linkState(link: LinkAccess): LinkState {
  const answers = new LinkAnswers(link);
  const probes = orUnknown(() => answers.probes);
  const texts = [link.queryRole, link.dataRole].map((role) => orUnknown(() => policiesOf(link, role)));
  return {
    link,
    probes: "value" in probes ? probes.value : [],
    unknowns: [probes, ...texts].flatMap((part) => ("unknown" in part ? [part.unknown] : [])),
    ask: (probe) => answerOf(probe, answers),
  };
}

/** The value, or why it is not known. @throws whatever is no {@link AccessError}: a bug must not pass for an unknown */
export function orUnknown<T>(work: () => T): { readonly value: T } | { readonly unknown: string } {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof AccessError) return { unknown: error.message };
    throw error;
  }
}

async function answerOf({ question }: Probe, answers: LinkAnswers): Promise<Answer> {
  try {
    return { decision: await answers.ask(question) };
  } catch (error) {
    if (error instanceof AccessError) return { unknown: error.message };
    throw error;
  }
}
