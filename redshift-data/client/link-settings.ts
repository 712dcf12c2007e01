import type { StatementTarget } from "./data-api";

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
}
