import type { ResultStatus } from "../../lib/terminal/result-mark";
import type { LinkFacts } from "../read/link-facts";
import type { Correction } from "./correction";

/** Every check, as scripts read it: first this machine, then the path of a link, in its order. */
export const CHECK_IDS = [
  "node-version",
  "links-file",
  "links",
  "terraform-version",
  "provider",
  "lambda-credentials",
  "redshift-credentials",
  "state",
  "query-role",
  "data-role",
  "function",
  "function-environment",
  "function-concurrency",
  "log-group",
  "alarm-topic",
  "output-parameters",
  "network",
  "function-trust",
  "hop-1",
  "hop-2",
  "target",
  "select-1",
  "copy-role",
  "bucket-role",
  "copy-role-attached",
  "hop-3",
  "hop-4",
  "buckets",
  "bucket-keys",
  "table-grants",
  "table-load",
] as const;

export type CheckId = (typeof CHECK_IDS)[number];

export type CheckStatus = ResultStatus;

/** What a check came to. */
export interface Outcome {
  readonly status: CheckStatus;
  /** One or two sentences; never a credential, an external id or the value of a user's variable. */
  readonly found: string;
  /** What to do about it. Absent: nothing. */
  readonly next?: string;
  /** Exact lines of policies to change, most telling first. */
  readonly corrections?: readonly Correction[];
}

/** One thing the doctor looks at. `S` is what it looks into. */
export interface Check<S> {
  readonly id: CheckId;
  readonly lookedAt: (subject: S) => string;
  readonly expected: (subject: S) => string;
  /** Rejects when it cannot be made; the runner turns that into `could-not-check`. */
  readonly run: (subject: S) => Promise<Outcome>;
}

/** A check of one deployed link. */
export type LinkCheck = Check<LinkFacts>;

/** An outcome with everything a reader needs. */
export interface CheckResult extends Outcome {
  readonly id: CheckId;
  readonly lookedAt: string;
  readonly expected: string;
}

/** All is as it should be; `found` says what was seen. */
export function ok(found: string): Outcome {
  return { status: "ok", found };
}

/** Something is wrong; `next` says what to do about it. */
export function problem(found: string, next: string, corrections: readonly Correction[] = []): Outcome {
  return { status: "problem", found, next, ...(corrections.length === 0 ? {} : { corrections }) };
}

/** Nobody knows; `found` says why, and `next` what would help. */
export function couldNotCheck(found: string, next: string): Outcome {
  return { status: "could-not-check", found, next };
}
