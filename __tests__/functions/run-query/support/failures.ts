import type { Phase } from "../../../../functions/run-query/errors/error-rule";

const SESSION = "arn:aws:sts::222222222222:assumed-role/analytics-data/analytics-query";

/** AWS's sentence of a denial. */
function denied(action: string, resource: string): string {
  return `User: ${SESSION} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
}

/** A failure, and the code and hop it must be told as. */
export type Case = readonly [phase: Phase, awsCode: string, awsMessage: string, code: string, hop: string];

const DBUSER = "arn:aws:redshift:ap-northeast-1:222222222222:dbuser:warehouse/analyst";
const HOP1 =
  "User: arn:aws:sts::111111111111:assumed-role/analytics-query/analytics-query is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role/analytics-data";

/** At least one failure per row of the table, in its order. */
export const CASES: readonly Case[] = [
  ["assume-role", "AccessDenied", HOP1, "HOP1_DENIED", "assume-role"],
  [
    "submit",
    "ValidationException",
    denied("redshift:GetClusterCredentials", DBUSER),
    "CREDENTIALS_DENIED",
    "authorize",
  ],
  [
    "submit",
    "ValidationException",
    denied("redshift:GetClusterCredentials", DBUSER.replace("222222222222", "111111111111")),
    "WRONG_ACCOUNT",
    "authorize",
  ],
  ["assume-role", "Throttling", "Rate exceeded", "THROTTLED", "assume-role"],
  [
    "assume-role",
    "RegionDisabledException",
    "STS is not activated in this region",
    "STS_REGION_DISABLED",
    "assume-role",
  ],
  [
    "assume-role",
    "ExpiredToken",
    "The security token included in the request is expired",
    "FUNCTION_CREDENTIALS_INVALID",
    "assume-role",
  ],
  [
    "assume-role",
    "ValidationError",
    "Member must have length greater than or equal to 2",
    "ASSUME_ROLE_INVALID",
    "assume-role",
  ],
  ["describe", "ValidationException", "ThrottlingException: Rate exceeded", "THROTTLED", "submit"],
  ["describe", "ThrottlingException", "", "THROTTLED", "submit"],
  [
    "submit",
    "ActiveStatementsExceededException",
    "Active statements exceeded the allowed quota (500).",
    "ACTIVE_STATEMENTS_EXCEEDED",
    "submit",
  ],
  ["submit", "ActiveSessionsExceededException", "too many", "ACTIVE_SESSIONS_EXCEEDED", "submit"],
  ["describe", "ActiveWaitingRequestsExceededException", "too many", "WAITING_REQUESTS_EXCEEDED", "submit"],
  ["submit", "ValidationException", "Session is not available", "SESSION_UNAVAILABLE", "submit"],
  ["submit", "ValidationException", "Session with Id: 0b1c is invalid", "SESSION_NOT_FOUND", "submit"],
  [
    "submit",
    "ValidationException",
    denied(
      "redshift:GetClusterCredentialsWithIAM",
      "arn:aws:redshift:ap-northeast-1:222222222222:dbname:warehouse/dev",
    ),
    "CREDENTIALS_DENIED",
    "authorize",
  ],
  [
    "submit",
    "ValidationException",
    denied(
      "redshift-serverless:GetCredentials",
      "arn:aws:redshift-serverless:ap-northeast-1:222222222222:workgroup/5a1b",
    ),
    "CREDENTIALS_DENIED",
    "authorize",
  ],
  [
    "submit",
    "ValidationException",
    denied(
      "secretsmanager:GetSecretValue",
      "arn:aws:secretsmanager:ap-northeast-1:222222222222:secret:wh-AbCdEf",
    ),
    "SECRET_DENIED",
    "authorize",
  ],
  [
    "submit",
    "ValidationException",
    denied("kms:Decrypt", "arn:aws:kms:ap-northeast-1:222222222222:key/1234"),
    "KMS_DENIED",
    "authorize",
  ],
  [
    "submit",
    "ValidationException",
    denied("redshift:JoinGroup", "arn:aws:redshift:ap-northeast-1:222222222222:dbgroup:warehouse/g"),
    "CREDENTIALS_DENIED",
    "authorize",
  ],
  [
    "submit",
    "AccessDeniedException",
    denied(
      "redshift-data:ExecuteStatement",
      "arn:aws:redshift:ap-northeast-1:222222222222:cluster:warehouse",
    ),
    "DATA_API_DENIED",
    "authorize",
  ],
  [
    "describe",
    "AccessDeniedException",
    denied("redshift-data:DescribeStatement", "*"),
    "STATEMENT_DENIED",
    "authorize",
  ],
  [
    "result",
    "ExpiredTokenException",
    "The security token included in the request is expired",
    "CREDENTIALS_EXPIRED",
    "authorize",
  ],
  [
    "submit",
    "ValidationException",
    "Redshift endpoint doesn't exist in this region.",
    "TARGET_NOT_FOUND",
    "connect",
  ],
  ["submit", "ClusterNotFoundFault", "Cluster warehouse  not found.", "TARGET_NOT_FOUND", "connect"],
  [
    "submit",
    "ValidationException",
    "username and password in secret cannot be empty",
    "SECRET_INVALID",
    "connect",
  ],
  ["sql", "FAILED", 'FATAL: password authentication failed for user "analyst"', "LOGIN_FAILED", "connect"],
  ["submit", "ValidationException", 'FATAL: user "analyst" does not exist', "LOGIN_FAILED", "connect"],
  ["sql", "FAILED", 'FATAL: database "dev" does not exist', "DATABASE_NOT_FOUND", "connect"],
  ["describe", "ResourceNotFoundException", "Query does not exist.", "STATEMENT_NOT_FOUND", "submit"],
  [
    "result",
    "ResourceNotFoundException",
    "Query does not have result. Please check query status with DescribeStatement.",
    "RESULT_NOT_READY",
    "submit",
  ],
  [
    "cancel",
    "ValidationException",
    "Could not cancel a query that is already in FINISHED state with ID: x",
    "STATEMENT_ENDED",
    "submit",
  ],
  [
    "describe",
    "ValidationException",
    "id must satisfy regex pattern: ^[a-z0-9]{8}$",
    "STATEMENT_ID_INVALID",
    "submit",
  ],
  ["describe", "ValidationException", "The statement has expired", "STATEMENT_EXPIRED", "submit"],
  [
    "sql",
    "FAILED",
    "ERROR: User arn:aws:redshift:eu-west-2:222222222222:dbuser:warehouse/analyst is not authorized to assume IAM Role arn:aws:iam::222222222222:role/copy. code: 8001",
    "COPY_ROLE_DENIED",
    "sql",
  ],
  [
    "sql",
    "FAILED",
    "ERROR: S3ServiceException:Access Denied,Status 403,Error AccessDenied",
    "COPY_S3_DENIED",
    "sql",
  ],
  ["sql", "FAILED", 'ERROR: relation "no_such_table" does not exist', "TABLE_NOT_FOUND", "sql"],
  ["sql", "FAILED", 'ERROR: schema "nowhere" does not exist', "SCHEMA_NOT_FOUND", "sql"],
  ["sql", "FAILED", 'ERROR: column "colour" does not exist in sales', "COLUMN_NOT_FOUND", "sql"],
  ["sql", "FAILED", "ERROR: permission denied for schema analytics", "PERMISSION_DENIED", "sql"],
  ["sql", "FAILED", "ERROR: permission denied for relation sales", "PERMISSION_DENIED", "sql"],
  ["sql", "FAILED", 'ERROR: syntax error at or near "FROM"\n  Position: 12', "SYNTAX_ERROR", "sql"],
  ["sql", "FAILED", "Packet for query is too large", "ROW_TOO_LARGE", "sql"],
  ["result", "ValidationException", "Database response exceeded size limit", "RESULT_TOO_LARGE", "sql"],
  ["sql", "ABORTED", "", "STATEMENT_ABORTED", "sql"],
  ["sql", "FAILED", "ERROR: division by zero", "SQL_FAILED", "sql"],
  ["submit", "ExecuteStatementException", "environment", "EXECUTION_ERROR", "submit"],
  ["cancel", "DatabaseConnectionException", "no connection", "DATABASE_UNREACHABLE", "connect"],
  ["cancel", "QueryTimeoutException", "timeout", "QUERY_TIMEOUT", "submit"],
  ["submit", "InternalServerException", "oops", "SERVICE_FAILED", "submit"],
  ["submit", "ENOTFOUND", "getaddrinfo ENOTFOUND", "ENDPOINT_UNREACHABLE", "connect"],
  ["assume-role", "ETIMEDOUT", "connect ETIMEDOUT", "ENDPOINT_UNREACHABLE", "assume-role"],
  ["submit", "ValidationException", "Parameter x is not used", "REQUEST_INVALID", "submit"],
];
