import { SDK_SUBSTITUTES } from "../../redshift-data/client/sdk/sdk-substitutes";

/**
 * What the function and the infrastructure agree on. Constants only: beside `settings.ts` this is what anything outside
 * `functions/` may import.
 */

/** How the function is bundled and deployed. */
export const RUN_QUERY = {
  entryFile: "functions/run-query/handler.ts",
  handler: "index.handler",
  description: "Runs SQL on Redshift in another account through the Data API",
  address: "query_function",
  sdkSubstitutes: SDK_SUBSTITUTES,
} as const;

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
  rawSql: "RAW_SQL",
} as const;

/** The doctor's statement, which shows that the path works and reads nothing: every link runs it, with rawSql: false too. */
export const PROBE_SQL = "SELECT 1 AS one";

/** File of the archive, beside the code, with the link's named queries. A link without any has no such file. */
export const QUERIES_FILE = "queries.json";
