/** A bucket of the lambda account that a link loads from or unloads to. */
export interface Bucket {
  readonly name: string;
  readonly region: string;
  /** Prefixes of keys, ending with a slash. Empty: no COPY. */
  readonly copyFrom: readonly string[];
  /** Prefixes of keys, ending with a slash. Empty: no UNLOAD. */
  readonly unloadTo: readonly string[];
  /** Customer managed key of the bucket. Absent: none. */
  readonly kmsKeyArn?: string;
  /** Whether UNLOAD may delete what is at its prefixes. */
  readonly cleanPath: boolean;
}

/** What COPY and UNLOAD of a link go through: Redshift assumes the copy role, which assumes the bucket role, which uses the buckets. */
export interface DataTransfer<Role> {
  /** At least one; names are unique. */
  readonly buckets: readonly Bucket[];
  /** In the redshift account. */
  readonly copyRole: Role;
  /** In the lambda account. */
  readonly bucketRole: Role;
  /** Database user whose statements may use the copy role. */
  readonly dbUser: string;
}
