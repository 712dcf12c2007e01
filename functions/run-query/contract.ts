/**
 * What the function and the infrastructure agree on. Constants only: this is the single file outside
 * `functions/` that anything may import.
 */

/** Source file of the handler, relative to the repository root. */
export const ENTRY_FILE = "functions/run-query/handler.ts";

/**
 * Packages of the AWS SDK that the function never reaches → the files bundled in their place, which fail with a clear
 * error if it ever does. Each file says why. Relative to the repository root.
 */
export const SDK_SUBSTITUTES = {
  "@aws-sdk/credential-provider-node": "./redshift-data/client/sdk/no-credential-chain.ts",
  "@aws-sdk/signature-v4-multi-region": "./redshift-data/client/sdk/one-region-signer.ts",
  "@smithy/core/event-streams": "./redshift-data/client/sdk/no-event-streams.ts",
} as const;

/** Lambda's `Handler` setting: file and export of the bundle. */
export const HANDLER = "index.handler";

/** Environment variables the infrastructure sets and the function reads. */
export const ENVIRONMENT = {
  linkName: "LINK_NAME",
  dataRoleArn: "DATA_ROLE_ARN",
  roleSessionName: "ROLE_SESSION_NAME",
  externalId: "EXTERNAL_ID",
  redshiftAccountId: "REDSHIFT_ACCOUNT_ID",
  redshiftRegion: "REDSHIFT_REGION",
  clusterIdentifier: "CLUSTER_IDENTIFIER",
  workgroupName: "WORKGROUP_NAME",
  database: "DATABASE",
  dbUser: "DB_USER",
  secretArn: "SECRET_ARN",
  statementTimeoutSeconds: "STATEMENT_TIMEOUT_SECONDS",
} as const;
