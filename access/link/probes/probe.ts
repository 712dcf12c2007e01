import { createHash } from "node:crypto";
import type { Decision } from "../../iam/decision";
import type { LinkRole } from "../link-access";
import type { Question } from "../question";

/** Probes of which every link has at most one. */
type SingleProbe =
  | "hop1-lambda-runs-function"
  | "hop1-function"
  | "hop1-other-function"
  | "hop1-outside-lambda"
  | "hop1-wrong-external-id"
  | "hop1-no-external-id"
  | "query-role-data-role"
  | "query-role-assumes-another-role"
  | "query-role-writes-its-policies"
  | TransferProbe
  | `${StrangerProbe}-${"other-role" | "redshift-account-role"}`;

/** Those of them that only a link with buckets has. */
type TransferProbe =
  | "hop3-other-user"
  | "hop3-other-warehouse"
  | "hop3-other-account"
  | "hop3-no-external-id"
  | "copy-role-assumes-another-role"
  | "copy-role-writes-its-policies"
  | "hop4-copy-role"
  | "bucket-role-writes-its-policies";

/** Probes of which a link has one for each of some subject: a role, an account, a service, a request. */
type ProbeFamily =
  | `${StrangerProbe}-${"role" | "account"}`
  | `${LinkRole}-role-service`
  | "hop2"
  | "hop2-decrypt"
  | "hop3-service"
  | "copy-role"
  | "hop4";

/** Somebody else becomes the data role (`hop1`) or one of the others. */
export type StrangerProbe = "hop1" | "query-role" | "copy-role" | "bucket-role";

/** Stable, kebab-case, unique among the probes of a link: scripts read it in the review's JSON. */
export type ProbeId = SingleProbe | `${ProbeFamily}-${string}`;

/** A question about what a link lets happen, in words, with the answer it should have. */
export interface Probe {
  readonly id: ProbeId;
  /**
   * 1: becoming the query role or the data role, and what the query role may do. 2: what the data role may do. 3: becoming the
   * copy role, and what it may do but for hop 4. 4: becoming the bucket role, and what that may do.
   */
  readonly hop: 1 | 2 | 3 | 4;
  /** Which role's policies decide. */
  readonly role: LinkRole;
  /** Who acts, for example `the data role`. */
  readonly who: string;
  /** What it does, as an infinitive, for example "read as db user `etl`". */
  readonly does: string;
  /** What a link that works, and no more than works, answers. */
  readonly expected: "allowed" | "denied";
  readonly question: Question;
}

/** The id of one probe of a family. @param subject any text; what is no letter or digit becomes a hyphen */
export function probeId<Family extends ProbeFamily>(family: Family, subject: string): `${Family}-${string}` {
  return `${family}-${kebab(subject)}`;
}

/** How much of a hash tells two subjects apart that read the same. */
const HASH_DIGITS = 8;

/**
 * The id of one probe of a family whose subjects somebody else names: `a/b`, `a.b` and `a-b` are three of them. One that holds more than
 * letters, digits, hyphens and spaces has a hash of it behind.
 */
export function exactProbeId<Family extends ProbeFamily>(
  family: Family,
  subject: string,
): `${Family}-${string}` {
  const id = probeId(family, subject);
  if (/^[A-Za-z0-9 -]*$/.test(subject)) return id;
  return `${id}-${createHash("sha256").update(subject).digest("hex").slice(0, HASH_DIGITS)}`;
}

/** What a probe asks, as a statement: "the data role can read as db user `etl`". */
export function claimOf({ who, does }: Pick<Probe, "who" | "does">): string {
  return `${who} can ${does}`;
}

/** That what a probe asks is denied: "the data role cannot read as db user `etl`". */
export function denialOf({ who, does }: Pick<Probe, "who" | "does">): string {
  return `${who} cannot ${does}`;
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
