import type { LinkFacts } from "../read/link-facts";
import type { Correction } from "./correction";

/** `could-not-check` is never clean: nobody knows what the check would have found. */
export type CheckStatus = "ok" | "problem" | "could-not-check";

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
  /** Stable, kebab-case: scripts read it. */
  readonly id: string;
  readonly lookedAt: (subject: S) => string;
  readonly expected: (subject: S) => string;
  /** Rejects when it cannot be made; the runner turns that into `could-not-check`. */
  readonly run: (subject: S) => Promise<Outcome>;
}

export type LinkCheck = Check<LinkFacts>;

/** An outcome with everything a reader needs. */
export interface CheckResult extends Outcome {
  readonly id: string;
  readonly lookedAt: string;
  readonly expected: string;
}

export function ok(found: string): Outcome {
  return { status: "ok", found };
}

export function problem(found: string, next: string, corrections: readonly Correction[] = []): Outcome {
  return { status: "problem", found, next, ...(corrections.length === 0 ? {} : { corrections }) };
}

export function couldNotCheck(found: string, next: string): Outcome {
  return { status: "could-not-check", found, next };
}
