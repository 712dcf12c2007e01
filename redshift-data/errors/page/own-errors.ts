import type { ErrorCode, Hop } from "../error-codes";

/** An error that the function finds by itself, without one of AWS. */
export interface OwnError {
  readonly code: ErrorCode;
  readonly hop: Hop | "any";
  readonly meaning: string;
  readonly fix: string;
}

/** Errors that stand in no row of the error table. */
export const OWN_ERRORS: readonly OwnError[] = [
  {
    code: "EVENT_INVALID",
    hop: "event",
    meaning: "the event is refused; the message lists everything wrong with it, and nothing was sent to AWS",
    fix: "correct the event ([function.md](function.md))",
  },
  {
    code: "QUERY_NOT_FOUND",
    hop: "event",
    meaning: "the link has no named query of this name, or none at all; the message has the nearest names",
    fix: "correct `query` of the event, or add the query to the link's folder and deploy it ([queries.md](queries.md))",
  },
  {
    code: "QUERY_VALUES_INVALID",
    hop: "event",
    meaning:
      "values for a named query are missing, too many, or not of the parameter's type; the message lists them by name, and nothing was sent to AWS",
    fix: "correct `parameters` of the event ([queries.md](queries.md#types))",
  },
  {
    code: "RAW_SQL_REFUSED",
    hop: "event",
    meaning:
      "the event has SQL, `copy` or `unload` of its own, and the link allows named queries only (`rawSql: false`)",
    fix: "ask for a named query with `query`, or take `rawSql: false` out of the link and deploy it",
  },
  {
    code: "LOCATION_REFUSED",
    hop: "event",
    meaning:
      "a location of `copy` or `unload` lies in none of the link's prefixes, or is written so that it could mean another one; the message lists the prefixes, and nothing was sent to AWS",
    fix: "correct the location, or add its prefix to `copyFrom` or `unloadTo` of a bucket of the link and deploy it",
  },
  {
    code: "BUCKETS_NOT_CONFIGURED",
    hop: "event",
    meaning: "the event has `copy` or `unload`, and the link has no `buckets`",
    fix: "add `buckets` to the link and deploy it",
  },
  {
    code: "FORMAT_MISMATCH",
    hop: "event",
    meaning: "`result` asks for CSV of a statement submitted for rows, or the other way round",
    fix: "leave `format` out, or submit the statement again",
  },
  {
    code: "CONFIGURATION_INVALID",
    hop: "event",
    meaning:
      "the function's environment variables are not what the project deploys; the function does not load",
    fix: "lambda account → Lambda → the function → Configuration → Environment variables; deploy the link again",
  },
  {
    code: "WRONG_ACCOUNT",
    hop: "assume-role",
    meaning: "the session of the data role is of another account than the link's; no statement was sent",
    fix: "lambda account → Lambda → the function → environment variables DATA_ROLE_ARN and REDSHIFT_ACCOUNT_ID; correct the link and deploy it again",
  },
  {
    code: "DUPLICATE_COLUMNS",
    hop: "sql",
    meaning: "two columns of the result have one name, which an object cannot hold; the statement has run",
    fix: 'give each column an alias, or ask with `action: "result"` and format `rows`',
  },
  {
    code: "ROW_TOO_LARGE",
    hop: "sql",
    meaning:
      "the columns and one row of the result are larger than the 6 MB of an answer; the statement has run",
    fix: "select fewer columns, give them shorter names, or ask for format `rows` or `csv`",
  },
  {
    code: "DEADLINE",
    hop: "deadline",
    meaning:
      "the invocation's time is nearly over; the message says whether the statement was cancelled, ended meanwhile, or may be running",
    fix: 'raise `function.timeoutSeconds`, use `action: "submit"`, or `onDeadline: "keep"`',
  },
  {
    code: "STATEMENT_TIMEOUT",
    hop: "deadline",
    meaning: "the statement ran longer than `function.statementTimeoutSeconds` of the link",
    fix: "make the statement faster, or raise the limit",
  },
  {
    code: "ABORTED",
    hop: "deadline",
    meaning: "the program that uses the library aborted its signal",
    fix: "nothing is wrong with the link",
  },
  {
    code: "UNKNOWN",
    hop: "any",
    meaning:
      "AWS answered with an error that no row of the table knows, and `awsCode`, `awsMessage` and `hop` are kept; or with something that is no answer of the Data API, and the message says what is wrong with it",
    fix: "redshift account → CloudTrail, events of the role session name; then add a row",
  },
  {
    code: "INTERNAL_ERROR",
    hop: "function",
    meaning: "a fault of the function itself",
    fix: "the log has the place in the code under the request id",
  },
];
