import type { CopySettings } from "./copy-settings";

/** Where statements run and as whom: the members that every submit call carries, under the Data API's names. */
export interface StatementTarget {
  readonly ClusterIdentifier?: string;
  readonly WorkgroupName?: string;
  readonly Database: string;
  readonly DbUser?: string;
  readonly SecretArn?: string;
}

/** What a program has to know of a link to run statements through it. */
export interface LinkSettings {
  readonly linkName: string;
  readonly dataRoleArn: string;
  readonly roleSessionName: string;
  readonly externalId?: string;
  /** Twelve digits. */
  readonly redshiftAccountId: string;
  readonly redshiftRegion: string;
  /** Region the function runs in, whose STS it calls. */
  readonly lambdaRegion: string;
  readonly target: StatementTarget;
  /** Longest time from the submission of a statement to its end. Absent: as long as the invocation has. */
  readonly statementTimeoutSeconds?: number;
  /** Buckets that COPY and UNLOAD may use. Absent: the link has none. */
  readonly copy?: CopySettings;
}
