import type { Path } from "../../../config/problem";

/** How much a finding matters: `error` opens access, `warning` weakens or breaks something, `note` is worth knowing. */
export type Severity = "error" | "warning" | "note";

/** What a rule found at one place. */
export interface Violation {
  /** Terraform address, for example `aws_iam_role_policy.data_role_redshift_data_api`. */
  readonly address: string;
  /** What is wrong there, with the value found. Never an external id. */
  readonly message: string;
  /** Field of the link in its links file that causes it. Absent: the rule decides (`causing-field.ts`). */
  readonly field?: Path;
}

/** A violation with the rule that found it. */
export interface Finding extends Violation {
  readonly rule: string;
  readonly severity: Severity;
  /** What to do. */
  readonly fix: string;
}

/** Something that could not be checked; never taken for "nothing found". */
export interface Unchecked {
  /** Id of a rule or a probe, or `link`. */
  readonly what: string;
  readonly reason: string;
}
