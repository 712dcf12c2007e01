/** Every code of an error, stable for programs. Rows of the error table first, then what this library finds by itself. */
export const ERROR_CODES = [
  // Hop 1.
  "HOP1_DENIED",
  "STS_REGION_DISABLED",
  "FUNCTION_CREDENTIALS_INVALID",
  "ASSUME_ROLE_INVALID",
  // Hop 2.
  "CREDENTIALS_DENIED",
  "WRONG_ACCOUNT",
  "SECRET_DENIED",
  "KMS_DENIED",
  "DATA_API_DENIED",
  "STATEMENT_DENIED",
  "CREDENTIALS_EXPIRED",
  // Cluster or workgroup, database, secret.
  "TARGET_NOT_FOUND",
  "SECRET_INVALID",
  "SECRET_NOT_FOUND",
  "LOGIN_FAILED",
  "DATABASE_NOT_FOUND",
  "DATABASE_UNREACHABLE",
  "CONNECTIONS_EXCEEDED",
  "CONNECTION_LOST",
  // Quotas and sessions.
  "THROTTLED",
  "ACTIVE_STATEMENTS_EXCEEDED",
  "ACTIVE_SESSIONS_EXCEEDED",
  "WAITING_REQUESTS_EXCEEDED",
  "SESSION_UNAVAILABLE",
  "SESSION_NOT_FOUND",
  // Statements that cannot be followed up.
  "STATEMENT_NOT_FOUND",
  "RESULT_NOT_READY",
  "STATEMENT_ENDED",
  "STATEMENT_ID_INVALID",
  "STATEMENT_EXPIRED",
  // What was submitted.
  "PARAMETERS_INVALID",
  "SEVERAL_STATEMENTS",
  // SQL.
  "BUCKET_ROLE_DENIED",
  "COPY_ROLE_DENIED",
  "ASSUMEROLE_DENIED",
  "BUCKET_KEY_DENIED",
  "COPY_S3_DENIED",
  "COPY_OPTIONS_INVALID",
  "MANIFEST_INVALID",
  "S3_NOT_FOUND",
  "S3_UNAVAILABLE",
  "EXTERNAL_SERVICE_DENIED",
  "EXTERNAL_DATA_FAILED",
  "LOAD_FAILED",
  "TABLE_NOT_FOUND",
  "SCHEMA_NOT_FOUND",
  "COLUMN_NOT_FOUND",
  "FUNCTION_NOT_FOUND",
  "OBJECT_NOT_FOUND",
  "OBJECT_EXISTS",
  "PERMISSION_DENIED",
  "SYNTAX_ERROR",
  "NOT_SUPPORTED",
  "VALUE_INVALID",
  "TRANSACTION_CONFLICT",
  "TRANSACTION_ABORTED",
  "NOT_IN_TRANSACTION",
  "RESOURCES_EXCEEDED",
  "ROW_TOO_LARGE",
  "RESULT_TOO_LARGE",
  "STATEMENT_ABORTED",
  "SQL_FAILED",
  // AWS's own trouble, and the network.
  "EXECUTION_ERROR",
  "QUERY_TIMEOUT",
  "SERVICE_FAILED",
  "ENDPOINT_UNREACHABLE",
  "REQUEST_INVALID",
  "UNKNOWN",
  // Without an error of AWS.
  "EVENT_INVALID",
  "QUERY_NOT_FOUND",
  "QUERY_VALUES_INVALID",
  "RAW_SQL_REFUSED",
  "LOCATION_REFUSED",
  "BUCKETS_NOT_CONFIGURED",
  "FORMAT_MISMATCH",
  "CONFIGURATION_INVALID",
  "DUPLICATE_COLUMNS",
  "DEADLINE",
  "STATEMENT_TIMEOUT",
  "ABORTED",
  "INTERNAL_ERROR",
] as const;

/** Stable code of an error; callers may compare with it. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** AWS refused for lack of permission: a policy on the way, or one that bounds it, has to change. */
export const ACCESS_DENIED_CODES: readonly ErrorCode[] = [
  "HOP1_DENIED",
  "CREDENTIALS_DENIED",
  "SECRET_DENIED",
  "KMS_DENIED",
  "DATA_API_DENIED",
  "STATEMENT_DENIED",
];

/** Calls of the Data API. */
export const DATA_API_PHASES = ["submit", "describe", "result", "cancel"] as const;

/** What was being done: the AWS call, or `sql` for a statement that AWS accepted and that did not finish. */
export type Phase = "assume-role" | (typeof DATA_API_PHASES)[number] | "sql";

/** Every call of AWS. */
export const CALL_PHASES: readonly Phase[] = ["assume-role", ...DATA_API_PHASES];

/** Where the login to the database can fail: AWS tells of it when it is called, or as the end of the statement. */
export const CONNECT_PHASES: readonly Phase[] = [...DATA_API_PHASES, "sql"];

/**
 * Where on the way from the event to the rows something failed, in the order of the way:
 *
 * - `event`: before the first AWS call
 * - `assume-role`: hop 1
 * - `authorize`: hop 2 was refused, or the credentials for it
 * - `connect`: the cluster or workgroup, its database, its login, or the way to the Data API
 * - `submit`, `describe`, `result`, `cancel`: that call of the Data API
 * - `sql`: the statement itself
 * - `copy-role`: hop 3 was refused, at which Redshift assumes the copy role
 * - `bucket-role`: hop 4 was refused, at which the copy role assumes the bucket role and that uses the bucket
 * - `deadline`: the time was over
 * - `function`: a fault of the function's own code
 */
export const HOPS = [
  "event",
  "assume-role",
  "authorize",
  "connect",
  "submit",
  "describe",
  "result",
  "cancel",
  "sql",
  "copy-role",
  "bucket-role",
  "deadline",
  "function",
] as const;

export type Hop = (typeof HOPS)[number];
