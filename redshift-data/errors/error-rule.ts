import type { FailureKind } from "../../aws/failure/aws-failure";
import type { OwnText } from "../../aws/failure/own-words";
import type { LinkContext } from "../link/link-context";
import type { ErrorCode, Hop, Phase } from "./error-codes";

/** One row of the error table: how to recognize a failure, and what to tell about it. */
export interface ErrorRule {
  readonly code: ErrorCode;
  /** Absent: the call that failed, or `sql`. */
  readonly hop?: Hop;
  /** One sentence for people. */
  readonly summary: string;
  /** Where it can happen. Never more: what a statement quotes must not look like a failure of another hop. */
  readonly phases: readonly Phase[];
  /** AWS error codes. Absent: any, and none. */
  readonly awsCodes?: readonly string[];
  /** The classification that decides about retries too. Absent: any. */
  readonly kind?: FailureKind;
  /** Status of a statement that did not finish. Absent: any. */
  readonly statementStatus?: string;
  /** What AWS says, beside data that it quotes. Absent: anything. AWS appends reasons and ids, so never the whole sentence. */
  readonly says?: OwnText;
  /** Only if AWS's text names a resource of an account other than the configured redshift account. */
  readonly foreignResource?: true;
  /** Only if AWS's text names a role that is a bucket role of the link. */
  readonly namesBucketRole?: true;
  /** What to check, on which side. */
  readonly advice: (link: LinkContext) => string;
}
