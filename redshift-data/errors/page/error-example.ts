import type { StatementTarget } from "../../link/link-settings";
import type { ErrorCode, Hop, Phase } from "../error-codes";

/** A failure as AWS words it, what the function makes of it, and where a person looks. For the page and the tests. */
export interface ErrorExample {
  readonly phase: Phase;
  /** One of these three says what kind of failure it is. */
  readonly awsCode?: string;
  readonly statementStatus?: "FAILED" | "ABORTED";
  readonly networkCode?: string;
  readonly awsMessage: string;
  /** The code and hop it must be told as. */
  readonly code: ErrorCode;
  readonly hop: Hop;
  /** Whose console, which page, which line of which policy. */
  readonly look: string;
  /** Key of {@link EXAMPLE_TARGETS}. Absent: `cluster-db-user`. */
  readonly target?: keyof typeof EXAMPLE_TARGETS;
}

/** Targets of the auth modes that fail in ways of their own. */
export const EXAMPLE_TARGETS = {
  "cluster-db-user": { ClusterIdentifier: "warehouse", Database: "dev", DbUser: "analyst" },
  "cluster-iam": { ClusterIdentifier: "warehouse", Database: "dev" },
  workgroup: { WorkgroupName: "adhoc", Database: "dev" },
  secret: {
    ClusterIdentifier: "warehouse",
    Database: "dev",
    SecretArn: "arn:aws:secretsmanager:ap-northeast-1:222222222222:secret:warehouse-AbCdEf",
  },
} as const satisfies Readonly<Record<string, StatementTarget>>;
