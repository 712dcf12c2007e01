import type { StatementTarget } from "../../client/data-api";
import type { Phase } from "../error-rule";
import type { Hop } from "../query-error";

/** A failure as AWS words it, what the function makes of it, and where a person looks. For the page and the tests. */
export interface ErrorExample {
  readonly phase: Phase;
  readonly awsCode: string;
  readonly awsMessage: string;
  /** The code and hop it must be told as. */
  readonly code: string;
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
