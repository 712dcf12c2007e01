import type { AcceptedPart } from "../../../config/link";
import type { LookId } from "../../lib/link/looks";
import { EXIT_CLEAN, EXIT_COULD_NOT_CHECK, EXIT_FINDINGS } from "../../lib/terminal/exit-codes";

/**
 * What happened.
 *
 * - `changed`: an attribute differs from what was applied
 * - `code`: the function runs other code than was deployed
 * - `deleted`: the resource is gone
 * - `recreated`: a role of that name exists, but it is another one
 * - `dead-principal`: a trust policy names a role or user that no longer exists by its unique id
 * - `inline-policy`, `managed-policy`: a policy nobody declared is on a role
 * - `unexpected`: an attribute has a value that no link has, and no plan shows it
 * - `beyond-plan`: something that no plan holds is there, such as a resource policy on the function
 * - `policy-text`: the text of a policy that the link only names denies the link what it needs
 * - `not-applied`: account and configuration differ, though nothing changed since the last apply or refresh
 */
export type FindingKind =
  | "changed"
  | "code"
  | "deleted"
  | "recreated"
  | "dead-principal"
  | "inline-policy"
  | "managed-policy"
  | "unexpected"
  | "beyond-plan"
  | "policy-text"
  | "not-applied";

/** From worst: more is allowed than was applied; the link is broken or runs something else; anything else; tags. */
export const SEVERITIES = ["critical", "high", "medium", "low"] as const;
export type DriftSeverity = (typeof SEVERITIES)[number];

/** One of the two accounts of a link. */
export interface Account {
  readonly id: string;
  readonly role: "lambda" | "redshift";
}

/** One difference between what was applied and what is. */
export interface DriftFinding {
  readonly kind: FindingKind;
  readonly severity: DriftSeverity;
  readonly address: string;
  readonly account: Account;
  /** Terraform's name of the attribute. Absent: the whole resource. */
  readonly attribute?: string;
  /** What was looked at when it was found. Absent: the plan. */
  readonly look?: LookId;
  /** By which `drift.accept` of the links file accepts just this, as it is. Absent: nothing accepts it. */
  readonly fingerprint?: string;
  readonly summary: string;
  /** Readable and masked; `null`: nothing. */
  readonly before: string | null;
  readonly after: string | null;
  /** What it means for access, one sentence each. */
  readonly meaning: readonly string[];
  /** Why nothing can be said about its meaning. */
  readonly meaningUnknown?: string;
  readonly repair: string;
}

/** An account of which something could not be read. */
export interface UncheckedPart {
  /** Absent: neither account. */
  readonly account?: Account;
  readonly reason: string;
}

/** A finding that the links file accepts. */
export interface AcceptedFindingOfDrift
  extends Pick<DriftFinding, "summary">,
    Omit<AcceptedPart, "fingerprint"> {}

/** An acceptance in the links file that accepts nothing of what was found. */
export interface UselessAcceptance extends AcceptedPart {
  readonly why: "expired" | "not-found";
}

/** What drift says of one link. */
export interface LinkReport {
  readonly link: string;
  readonly status: "clean" | "drift" | "could-not-check";
  readonly findings: readonly DriftFinding[];
  readonly unchecked: readonly UncheckedPart[];
  /** Parts of the link that others make: what changed there is no finding. Absent: the link makes all. */
  readonly unseen?: readonly string[];
  /** What the links file accepts. Absent: nothing that was found. */
  readonly accepted?: readonly AcceptedFindingOfDrift[];
  /** Acceptances to remove or renew; they change no exit code. Absent: none. */
  readonly useless?: readonly UselessAcceptance[];
}

/** A state that no link owns: what a removed or renamed link deployed, and nobody plans. */
export interface StateFinding {
  readonly kind: "unowned-state";
  readonly severity: DriftSeverity;
  /** The name of a file beside the project, or `s3://<bucket>/<key>`. */
  readonly place: string;
  /** The link that it was of. */
  readonly link: string;
  /** Addresses of what it holds. */
  readonly addresses: readonly string[];
  readonly summary: string;
  readonly meaning: readonly string[];
  readonly repair: string;
}

/** What drift says of states beside those of the links. */
export interface StatesReport {
  readonly findings: readonly StateFinding[];
  /** What could not be looked at, one sentence each. */
  readonly unchecked: readonly string[];
  /** What is somebody else's, or may be; it changes no exit code. */
  readonly notes: readonly string[];
}

/** No state but those of the links. */
export const NO_STRAY_STATES: StatesReport = { findings: [], unchecked: [], notes: [] };

/** 2 could not check, 1 drift, 0 none: the worst of all links, and of the states beside theirs. */
export function exitCodeOf(reports: readonly LinkReport[], states: StatesReport = NO_STRAY_STATES): number {
  const isUnchecked = reports.some(({ status }) => status === "could-not-check");
  if (reports.length === 0 || isUnchecked || states.unchecked.length > 0) return EXIT_COULD_NOT_CHECK;
  const isDrifted = reports.some(({ status }) => status === "drift");
  return isDrifted || states.findings.length > 0 ? EXIT_FINDINGS : EXIT_CLEAN;
}
