import type { ErrorCode } from "./error-codes";

/**
 * What becomes of the same request when it is made again, with nothing changed meanwhile:
 *
 * - `fails`: fails again, or must not be repeated unseen
 * - `as it is`: can succeed; under the same client token nothing runs twice
 * - `new token`: can succeed, but only under a new client token: for 8 hours the Data API answers the old one with the
 *   statement that failed
 */
export type Repeat = "fails" | "as it is" | "new token";

/** Advice of errors that are worth a repetition under a new client token. */
export const NEW_TOKEN =
  "repeat with a new clientToken: for 8 hours AWS answers the old one with the statement that failed";

/** Advice where AWS did not say whether it took a statement. */
export const SAME_TOKEN =
  "the statement may be running; the same event with the same clientToken tells its id and does not run it again";

/** For callers that repeat by code. */
export const REPEAT: Readonly<Record<ErrorCode, Repeat>> = {
  HOP1_DENIED: "fails",
  STS_REGION_DISABLED: "fails",
  FUNCTION_CREDENTIALS_INVALID: "fails",
  ASSUME_ROLE_INVALID: "fails",
  CREDENTIALS_DENIED: "fails",
  WRONG_ACCOUNT: "fails",
  SECRET_DENIED: "fails",
  KMS_DENIED: "fails",
  DATA_API_DENIED: "fails",
  STATEMENT_DENIED: "fails",
  CREDENTIALS_EXPIRED: "fails",
  TARGET_NOT_FOUND: "fails",
  SECRET_INVALID: "fails",
  SECRET_NOT_FOUND: "fails",
  LOGIN_FAILED: "fails",
  DATABASE_NOT_FOUND: "fails",
  DATABASE_UNREACHABLE: "new token",
  CONNECTIONS_EXCEEDED: "new token",
  CONNECTION_LOST: "fails",
  THROTTLED: "as it is",
  ACTIVE_STATEMENTS_EXCEEDED: "as it is",
  ACTIVE_SESSIONS_EXCEEDED: "as it is",
  WAITING_REQUESTS_EXCEEDED: "as it is",
  SESSION_UNAVAILABLE: "as it is",
  SESSION_NOT_FOUND: "fails",
  STATEMENT_NOT_FOUND: "fails",
  RESULT_NOT_READY: "as it is",
  STATEMENT_ENDED: "fails",
  STATEMENT_ID_INVALID: "fails",
  STATEMENT_EXPIRED: "fails",
  PARAMETERS_INVALID: "fails",
  SEVERAL_STATEMENTS: "fails",
  BUCKET_ROLE_DENIED: "fails",
  COPY_ROLE_DENIED: "fails",
  ASSUMEROLE_DENIED: "fails",
  BUCKET_KEY_DENIED: "fails",
  COPY_S3_DENIED: "fails",
  COPY_OPTIONS_INVALID: "fails",
  MANIFEST_INVALID: "fails",
  S3_NOT_FOUND: "fails",
  S3_UNAVAILABLE: "new token",
  EXTERNAL_SERVICE_DENIED: "fails",
  EXTERNAL_DATA_FAILED: "fails",
  LOAD_FAILED: "fails",
  TABLE_NOT_FOUND: "fails",
  SCHEMA_NOT_FOUND: "fails",
  COLUMN_NOT_FOUND: "fails",
  FUNCTION_NOT_FOUND: "fails",
  OBJECT_NOT_FOUND: "fails",
  OBJECT_EXISTS: "fails",
  PERMISSION_DENIED: "fails",
  SYNTAX_ERROR: "fails",
  NOT_SUPPORTED: "fails",
  VALUE_INVALID: "fails",
  TRANSACTION_CONFLICT: "new token",
  TRANSACTION_ABORTED: "fails",
  NOT_IN_TRANSACTION: "fails",
  RESOURCES_EXCEEDED: "fails",
  ROW_TOO_LARGE: "fails",
  RESULT_TOO_LARGE: "fails",
  STATEMENT_ABORTED: "fails",
  SQL_FAILED: "fails",
  EXECUTION_ERROR: "as it is",
  QUERY_TIMEOUT: "as it is",
  SERVICE_FAILED: "as it is",
  ENDPOINT_UNREACHABLE: "as it is",
  REQUEST_INVALID: "fails",
  UNKNOWN: "fails",
  EVENT_INVALID: "fails",
  QUERY_NOT_FOUND: "fails",
  QUERY_VALUES_INVALID: "fails",
  RAW_SQL_REFUSED: "fails",
  LOCATION_REFUSED: "fails",
  BUCKETS_NOT_CONFIGURED: "fails",
  FORMAT_MISMATCH: "fails",
  CONFIGURATION_INVALID: "fails",
  DUPLICATE_COLUMNS: "fails",
  DEADLINE: "fails",
  STATEMENT_TIMEOUT: "fails",
  ABORTED: "as it is",
  INTERNAL_ERROR: "fails",
};
