import type { ErrorExample } from "./error-example";

/** COPY, UNLOAD and external tables. */
export const storageExamples: readonly ErrorExample[] = [
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage:
      "ERROR: User arn:aws:redshift:eu-west-2:222222222222:dbuser:warehouse/analyst is not authorized to assume IAM Role arn:aws:iam::222222222222:role/copy. code: 8001",
    code: "COPY_ROLE_DENIED",
    hop: "sql",
    look: "redshift account → Redshift → the cluster → Properties → IAM roles; IAM → that role → trust policy",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage: "ERROR: S3ServiceException:Access Denied,Status 403,Error AccessDenied",
    code: "COPY_S3_DENIED",
    hop: "sql",
    look: "account of the bucket → IAM → the last role of IAM_ROLE → policies; S3 → bucket policy",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage: "ERROR: S3ServiceException:The specified bucket does not exist,Status 404,Error NoSuchBucket",
    code: "S3_NOT_FOUND",
    hop: "sql",
    look: "account of the bucket → S3",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage:
      "ERROR: The specified S3 prefix 'orders/2026' does not exist\n  Detail: \n  -----------------------------------------------\n  error:  The specified S3 prefix 'orders/2026' does not exist\n  code:      8001",
    code: "S3_NOT_FOUND",
    hop: "sql",
    look: "account of the bucket → S3",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage: "ERROR: S3ServiceException:Please reduce your request rate.,Status 503,Error SlowDown",
    code: "S3_UNAVAILABLE",
    hop: "sql",
    look: "account of the bucket → S3 → Metrics; redshift account → VPC of the cluster or workgroup",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage: "ERROR: Spectrum Scan Error: Retries exceeded",
    code: "S3_UNAVAILABLE",
    hop: "sql",
    look: "account of the bucket → S3 → sizes of the objects",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage:
      "ERROR: User: arn:aws:sts::222222222222:assumed-role/spectrum/RedshiftIamRoleSession is not authorized to perform: glue:GetTable on resource: arn:aws:glue:ap-northeast-1:222222222222:catalog because no identity-based policy allows the glue:GetTable action",
    code: "EXTERNAL_SERVICE_DENIED",
    hop: "sql",
    look: "redshift account → IAM → the role that the engine names → policies; Lake Formation → Data permissions",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage:
      "ERROR: Spectrum Scan Error\n  Detail: \n  -----------------------------------------------\n  error:  Spectrum Scan Error\n  code:      15007\n  context:   File s3://lake/orders.parquet has an incompatible Parquet schema for column s3://lake/orders.total",
    code: "EXTERNAL_DATA_FAILED",
    hop: "sql",
    look: "redshift account → Redshift → query editor: `SELECT * FROM sys_external_query_error`",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage: "ERROR: Load into table 'orders' failed.  Check 'stl_load_errors' system table for details.",
    code: "LOAD_FAILED",
    hop: "sql",
    look: "redshift account → Redshift → query editor: `SELECT * FROM sys_load_error_detail`",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage:
      "ERROR: Specified unload destination on S3 is not empty. Consider using a different bucket / prefix, manually removing the target files in S3, or using the ALLOWOVERWRITE option.",
    code: "OBJECT_EXISTS",
    hop: "sql",
    look: "account of the bucket → S3",
  },
];
