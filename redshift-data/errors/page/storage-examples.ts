import type { ErrorExample } from "./error-example";

/** COPY, UNLOAD and external tables. */
export const storageExamples: readonly ErrorExample[] = [
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage:
      "ERROR: User arn:aws:redshift:eu-west-2:222222222222:dbuser:warehouse/analyst is not authorized to assume IAM Role arn:aws:iam::222222222222:role/copy. code: 8001",
    code: "COPY_ROLE_DENIED",
    hop: "copy-role",
    look: "redshift account → Redshift → the cluster → Properties → IAM roles; IAM → that role → trust policy",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage: "ERROR: S3ServiceException:Access Denied,Status 403,Error AccessDenied",
    code: "COPY_S3_DENIED",
    hop: "bucket-role",
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
      "ERROR: Cannot init avro reader from s3 file Incorrect Avro container file magic number\n  Detail: \n  -----------------------------------------------\n  error:  Cannot init avro reader from s3 file Incorrect Avro container file magic number\n  code:      8001",
    code: "LOAD_FAILED",
    hop: "sql",
    look: "account of the bucket → S3 → the file",
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
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage:
      "ERROR: exception name : UnauthorizedException, error type : 135, message: Not authorized to get credentials of role arn:aws:iam::222222222222:role/analytics-copy, should retry : 0",
    code: "COPY_ROLE_DENIED",
    hop: "copy-role",
    look: "redshift account → IAM → the copy role → Trust relationships",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage:
      "ERROR: exception name : UnauthorizedException, error type : 138, message: Not authorized to get credentials of role arn:aws:iam::111111111111:role/analytics-landing, should retry : 0",
    code: "BUCKET_ROLE_DENIED",
    hop: "bucket-role",
    look: "lambda account → IAM → the bucket role → Trust relationships; redshift account → IAM → the copy role → policies",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage:
      'ERROR: User analyst does not have ASSUMEROLE permission on IAM role "arn:aws:iam::222222222222:role/analytics-copy" for COPY',
    code: "ASSUMEROLE_DENIED",
    hop: "copy-role",
    look: "redshift account → Redshift → query editor: `SELECT has_assumerole_privilege('analyst', 'arn:…', 'COPY')`",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage:
      "ERROR: S3ServiceException:User: arn:aws:sts::111111111111:assumed-role/analytics-landing/RedshiftIamRoleSession is not authorized to perform: kms:GenerateDataKey on resource: arn:aws:kms:ap-northeast-1:111111111111:key/0000 because no identity-based policy allows the kms:GenerateDataKey action,Status 403,Error AccessDenied",
    code: "BUCKET_KEY_DENIED",
    hop: "bucket-role",
    look: "lambda account → IAM → the bucket role → policies; KMS → the key → Key policy",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage:
      "ERROR: S3ServiceException:User: arn:aws:sts::111111111111:assumed-role/analytics-landing/RedshiftIamRoleSession is not authorized to perform: s3:PutObject on resource: arn:aws:s3:::acme-landing/exports/0000_part_00,Status 403,Error AccessDenied",
    code: "COPY_S3_DENIED",
    hop: "bucket-role",
    look: "account of the bucket → IAM → the last role of IAM_ROLE → policies; S3 → bucket policy",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage:
      "ERROR: S3ServiceException:The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.,Status 301,Error PermanentRedirect",
    code: "S3_NOT_FOUND",
    hop: "sql",
    look: "account of the bucket → S3 → the bucket → Properties → AWS Region",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage: "ERROR: REGION argument is not supported for PARQUET based COPY",
    code: "COPY_OPTIONS_INVALID",
    hop: "sql",
    look: "the statement",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage: "ERROR: COPY from this file format only accepts IAM_ROLE credentials.",
    code: "COPY_OPTIONS_INVALID",
    hop: "sql",
    look: "the statement",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage: "ERROR: COPY with MANIFEST parameter requires full path of an S3 object.",
    code: "MANIFEST_INVALID",
    hop: "sql",
    look: "account of the bucket → S3 → the manifest",
  },
  {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage: "ERROR: File entry does not have 'meta' key.",
    code: "MANIFEST_INVALID",
    hop: "sql",
    look: "account of the bucket → S3 → the manifest",
  },
];
