import type { Decision } from "../iam/decision";
import type { LinkAccess } from "./link-access";

/** One question about what a link lets happen, with the answer it should have. */
export interface Probe {
  /** Stable, kebab-case, unique among the probes of a link. */
  readonly id: string;
  /** 1: becoming one of the two roles, and what the query role may do. 2: what the data role may do. */
  readonly hop: 1 | 2;
  /** Which role's policies decide. */
  readonly role: "query" | "data";
  /** Who acts, for example `the data role`. */
  readonly who: string;
  /** What it does, as an infinitive, for example "read as db user `etl`". */
  readonly does: string;
  /** Both in one statement: "the data role can read as db user `etl`". */
  readonly question: string;
  /** What a link that works, and no more than works, answers. */
  readonly expected: "allowed" | "denied";
  /** What IAM is asked, where it is one action on one ARN (or `*`) by the data role. */
  readonly request?: { readonly action: string; readonly resource: string };
  /** Asks another state of the same link too. @throws AccessError when there is no answer */
  readonly ask: (link: LinkAccess) => Promise<Decision>;
}

type ProbeParts = Omit<Probe, "id" | "question"> & { readonly id: string };

/** @param parts `id` in any text; what is no letter or digit becomes a hyphen */
export function probe(parts: ProbeParts): Probe {
  return { ...parts, id: kebab(parts.id), question: `${parts.who} can ${parts.does}` };
}

/** The change of an answer in words; `undefined` when it stayed. */
export function changeInWords(
  { who, does }: Pick<Probe, "who" | "does">,
  before: Pick<Decision, "allowed">,
  after: Pick<Decision, "allowed">,
): string | undefined {
  if (before.allowed === after.allowed) return undefined;
  return after.allowed ? `${who} can now ${does}` : `${who} can no longer ${does}`;
}

function kebab(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .toLowerCase();
}
