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
  copyBuckets: "COPY_BUCKETS",
} as const;
