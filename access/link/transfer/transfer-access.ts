import type { SynthesizedRole } from "../../terraform/synthesized-stack";

/** Which of the two roles between Redshift and the buckets of a link. */
export type TransferRole = "copy" | "bucket";

/** A bucket as the function's environment tells it. */
export interface UsedBucket {
  readonly name: string;
  readonly region: string;
  /** Prefixes of the keys that COPY may read. Empty: none. */
  readonly copyFrom: readonly string[];
  /** Prefixes of the keys that UNLOAD may write. Empty: none. */
  readonly unloadTo: readonly string[];
  /** Key that the bucket encrypts with. Absent: none of its own. */
  readonly kmsKeyArn?: string;
  /** Whether UNLOAD may delete what is there. Absent: it may not. */
  readonly cleanPath?: true;
}

/** What COPY and UNLOAD of a link go through. */
export interface TransferAccess {
  /** Of the redshift account: Redshift assumes it (hop 3). */
  readonly copyRole: SynthesizedRole;
  /** Of the lambda account: the copy role assumes it (hop 4). */
  readonly bucketRole: SynthesizedRole;
  readonly buckets: readonly UsedBucket[];
}
