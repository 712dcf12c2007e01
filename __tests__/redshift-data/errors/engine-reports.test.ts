import { ERROR_CODES, type ErrorCode, type Hop } from "../../../redshift-data/errors/error-codes";
import { explainError } from "../../../redshift-data/errors/explain-error";
import { NEW_TOKEN, REPEAT } from "../../../redshift-data/errors/repeat";
import { OPEN_TEXTS } from "../../../redshift-data/errors/shown-text";
import { LINK_CONTEXT } from "../../../testing/redshift-data/link-context";

function failed(awsMessage: string) {
  return explainError({ phase: "sql", statementStatus: "FAILED", awsMessage }, LINK_CONTEXT, OPEN_TEXTS)
    .fields;
}

/** Texts of Redshift beside those of docs/errors.md: the same kinds in other words. */
const REPORTS: readonly (readonly [text: string, code: ErrorCode, hop?: Hop])[] = [
  // Names with spaces, quotes, capitals, other alphabets; qualified names.
  ['ERROR: column "total sales" does not exist', "COLUMN_NOT_FOUND"],
  ['ERROR: column "o.total sales" does not exist', "COLUMN_NOT_FOUND"],
  ["ERROR: column o.total sales does not exist", "COLUMN_NOT_FOUND"],
  ['ERROR: column "he said "no"" does not exist', "COLUMN_NOT_FOUND"],
  ['ERROR: column "売上 合計" does not exist in 注文', "COLUMN_NOT_FOUND"],
  ['ERROR: column "total sales" of relation "my orders" does not exist', "COLUMN_NOT_FOUND"],
  ['ERROR: column "two\nlines" does not exist', "COLUMN_NOT_FOUND"],
  ['ERROR:  relation "my schema.my table" does not exist', "TABLE_NOT_FOUND"],
  ['ERROR: relation "dev.public.größen" does not exist\n  Position: 15', "TABLE_NOT_FOUND"],
  ['[Amazon](500310) Invalid operation: relation "pg_catalog.pg_roles" does not exist;', "TABLE_NOT_FOUND"],
  ['ERROR: schema "my schema" does not exist', "SCHEMA_NOT_FOUND"],
  ["ERROR: procedure load(integer) does not exist", "FUNCTION_NOT_FOUND"],
  ['ERROR: database "other" does not exist', "OBJECT_NOT_FOUND"],
  ['ERROR: user "nobody" does not exist', "OBJECT_NOT_FOUND"],
  ['ERROR: role "nobody" does not exist', "OBJECT_NOT_FOUND"],
  ['ERROR: type "serial" does not exist', "OBJECT_NOT_FOUND"],
  ['ERROR: column "id" of relation "orders" already exists', "OBJECT_EXISTS"],
  ['ERROR: user "analyst" already exists', "OBJECT_EXISTS"],
  // Privileges.
  ["ERROR: must be owner of schema analytics", "PERMISSION_DENIED"],
  ["ERROR: must be owner of database dev", "PERMISSION_DENIED"],
  ["ERROR: must be owner of function f", "PERMISSION_DENIED"],
  ["ERROR: permission denied for function f", "PERMISSION_DENIED"],
  ["ERROR: permission denied for database dev", "PERMISSION_DENIED"],
  ["ERROR: permission denied to create user", "PERMISSION_DENIED"],
  ["ERROR: permission denied: must be superuser", "PERMISSION_DENIED"],
  ["ERROR: must be superuser to create superusers", "PERMISSION_DENIED"],
  // Ended from outside.
  ["ERROR: Query (4777555) cancelled on user's request", "STATEMENT_ABORTED"],
  ["ERROR: Query (123) canceled on user's request", "STATEMENT_ABORTED"],
  ["ERROR: canceling statement due to user request", "STATEMENT_ABORTED"],
  ['ERROR: Query (123) cancelled by WLM abort action of Query Monitoring Rule "long".', "STATEMENT_ABORTED"],
  ["ERROR: system requested abort", "STATEMENT_ABORTED"],
  // Transactions.
  ["ERROR: 1023", "TRANSACTION_CONFLICT"],
  ["ERROR: 1023 [ErrorId: 1-6745a2f1-6a]", "TRANSACTION_CONFLICT"],
  ["ERROR: 1023 Detail: Serializable isolation violation on table in Redshift", "TRANSACTION_CONFLICT"],
  ["ERROR: Serializable isolation violation on table - 100167", "TRANSACTION_CONFLICT"],
  ["ERROR: could not serialize access due to concurrent update", "TRANSACTION_CONFLICT"],
  ["ERROR: could not open relation with OID 108622", "TRANSACTION_CONFLICT"],
  ["ERROR: ALTER TABLE APPEND cannot run inside a transaction block", "NOT_IN_TRANSACTION"],
  ["ERROR: CREATE DATABASE cannot be executed from a function or multi-command string", "NOT_IN_TRANSACTION"],
  // Values.
  ["ERROR: String length exceeds DDL length", "VALUE_INVALID"],
  ["ERROR: Char length exceeds DDL length", "VALUE_INVALID"],
  ['ERROR: value "99999999999" is out of range for type integer', "VALUE_INVALID"],
  ["ERROR: integer out of range", "VALUE_INVALID"],
  ["ERROR: numeric field overflow\n  Detail: A field with precision 3, scale 2", "VALUE_INVALID"],
  ["ERROR: Integer data overflow (multiplication)\nDETAIL:  \n  -----", "VALUE_INVALID"],
  ["ERROR: Divide by zero", "VALUE_INVALID"],
  ['ERROR: date/time field value out of range: "2026-13-01"', "VALUE_INVALID"],
  ['ERROR: column "d" is of type date but expression is of type integer', "VALUE_INVALID"],
  ["ERROR: cannot cast type date to integer", "VALUE_INVALID"],
  // Resources and storage.
  ["[Amazon](500310) Invalid operation: Disk Full\nDetails: \n  -----", "RESOURCES_EXCEEDED"],
  ["ERROR: out of memory", "RESOURCES_EXCEEDED"],
  [
    "ERROR: exception name : UnauthorizedException, error type : 138, message: Not authorized to get credentials of role arn:aws:iam::222222222222:role/copy, should retry : 0",
    "COPY_ROLE_DENIED",
    "copy-role",
  ],
  [
    "ERROR: S3ServiceException:The bucket you are attempting to access must be addressed using the specified endpoint.,Status 301,Error PermanentRedirect",
    "S3_NOT_FOUND",
  ],
  ["ERROR: S3CurlException: Connection timed out after 50001 milliseconds", "S3_UNAVAILABLE"],
  [
    "ERROR: \n  -----------\n  error:  Spectrum Scan Error: Access throttled\n  code: 15001",
    "S3_UNAVAILABLE",
  ],
  ["ERROR: S3 Query Exception (Fetch)", "EXTERNAL_DATA_FAILED"],
  // The login, as the end of a statement.
  ['FATAL:  password authentication failed for user "analyst"', "LOGIN_FAILED", "connect"],
  ['password authentication failed for user "analyst"', "LOGIN_FAILED", "connect"],
  ['FATAL: user "analyst" does not exist', "LOGIN_FAILED", "connect"],
  ['FATAL: database "dev" does not exist', "DATABASE_NOT_FOUND", "connect"],
  ['Login failed: FATAL: password authentication failed for user "analyst"', "LOGIN_FAILED", "connect"],
  ["FATAL: the database system is shutting down", "DATABASE_UNREACHABLE", "connect"],
  // What the Data API repeats of a batch's statement.
  ['Query #2 failed with ERROR: relation "nothing" does not exist', "TABLE_NOT_FOUND"],
  ["Query #12 failed with ERROR: Load into table 't' failed.  Check 'stl_load_errors'", "LOAD_FAILED"],
  ['Query #1 failed with FATAL: database "dev" does not exist', "DATABASE_NOT_FOUND", "connect"],
  // Raised by a procedure of the user's.
  ['ERROR: Query #2 failed with ERROR: relation "nothing" does not exist', "SQL_FAILED"],
  ["ERROR: FATAL: password authentication failed for user", "SQL_FAILED"],
  ["ERROR: no login: FATAL: password authentication failed for user x", "SQL_FAILED"],
  ["[Amazon](500310) Invalid operation: FATAL: password authentication failed for user x;", "SQL_FAILED"],
  ["ERROR: 1023 rows are too many", "SQL_FAILED"],
  // What nobody knows.
  ["ERROR: subquery must return only one column", "SQL_FAILED"],
  ["", "SQL_FAILED"],
];

test.each(REPORTS.map(([text, code, hop = "sql"]): [string, string, string] => [text, code, hop]))(
  "%j is %s at %s",
  (text, code, hop) => {
    const told = failed(text);
    expect({ code: told.code, hop: told.hop }).toEqual({ code, hop });
  },
);

test("a conflict of transactions is transient, and its advice says how to repeat it", () => {
  const { code, advice } = failed("ERROR: 1023\n  Detail: Serializable isolation violation on table - 1");
  expect({ repeat: REPEAT[code], advice }).toEqual({
    repeat: "new token",
    advice:
      "repeat with a new clientToken: for 8 hours AWS answers the old one with the statement that failed; if it happens often, LOCK the table first in the transaction, or let writers run one after the other",
  });
});

test("these codes may be repeated, as they are or under a new token, and no others", () => {
  const repeated = (how: string) => ERROR_CODES.filter((code) => REPEAT[code] === how);
  expect(repeated("new token")).toEqual([
    "DATABASE_UNREACHABLE",
    "CONNECTIONS_EXCEEDED",
    "S3_UNAVAILABLE",
    "TRANSACTION_CONFLICT",
  ]);
  expect(repeated("as it is")).toEqual([
    "THROTTLED",
    "ACTIVE_STATEMENTS_EXCEEDED",
    "ACTIVE_SESSIONS_EXCEEDED",
    "WAITING_REQUESTS_EXCEEDED",
    "SESSION_UNAVAILABLE",
    "RESULT_NOT_READY",
    "EXECUTION_ERROR",
    "QUERY_TIMEOUT",
    "SERVICE_FAILED",
    "ENDPOINT_UNREACHABLE",
    "ABORTED",
  ]);
});

test("whoever is told to repeat under a new token reads so in the advice", () => {
  const texts = REPORTS.map(([text]) => failed(text)).filter(({ code }) => REPEAT[code] === "new token");
  expect(texts.length).toBeGreaterThan(5);
  expect(texts.filter(({ advice }) => !advice.includes(NEW_TOKEN))).toEqual([]);
});
