import type { Place } from "./link-context";
import type { Hop } from "./query-error";

/** What the function was doing: the AWS call, or `sql` for a statement that AWS accepted and that did not finish. */
export type Phase = "assume-role" | "submit" | "describe" | "result" | "cancel" | "sql";

/** Phases that are Data API calls. */
export const DATA_API_PHASES: readonly Phase[] = ["submit", "describe", "result", "cancel"];

/** One row of the error table: how to recognize a failure, and what to tell about it. */
export interface ErrorRule {
  readonly code: string;
  readonly hop: Hop;
  /** One sentence for people. */
  readonly summary: string;
  /** Absent: any phase. */
  readonly phases?: readonly Phase[];
  /** AWS error codes or statement statuses. Absent: any. */
  readonly awsCodes?: readonly string[];
  /** Must occur in AWS's text. Absent: any text. AWS appends reasons and ids, so never the whole sentence. */
  readonly text?: RegExp;
  /** Only if AWS's text names a resource of an account other than the configured redshift account. */
  readonly foreignResource?: true;
  /** What to check, on which side. */
  readonly advice: (place: Place) => string;
}
