import { lackError } from "../sql/refusals/lack";

/** The kind of relation that PostgreSQL names where permission is missing. */
const RELATION_KIND = /\bfor (?:table|view|materialized view) /;

/** What an engine reports about a failed statement. */
export interface EngineError {
  readonly severity: string | undefined;
  readonly message: string | undefined;
  /** SQLSTATE. */
  readonly code: string | undefined;
  readonly position: string | undefined;
  /** The column that the error is about. */
  readonly column?: string | undefined;
  /** Where in which routines, the innermost first. */
  readonly where?: string | undefined;
}

/** SQLSTATE codes (PostgreSQL documentation, appendix A). */
const SYNTAX_ERROR = "42601";
const INSUFFICIENT_PRIVILEGE = "42501";
const NOT_NULL_VIOLATION = "23502";
const GENERATED_ALWAYS = "428C9";
const UNDEFINED_OBJECT = "42704";
const DUPLICATE_OBJECT = "42710";
const DEPENDENT_OBJECTS = "2BP01";
const CARDINALITY_VIOLATION = "21000";
const UNDEFINED_STATEMENT = "26000";
const UNDEFINED_FUNCTION = "42883";
const AMBIGUOUS_FUNCTION = "42725";
const UNDEFINED_TABLE = "42P01";
const DATATYPE_MISMATCH = "42804";
const CANNOT_COERCE = "42846";
const INVALID_TRANSACTION_TERMINATION = "2D000";

/** How the engine names users, groups and roles: the kind stands before the name of those that are no users. */
const PRINCIPAL = /^role "(?:~(group|role):)?/;

function principalWords(text: string): string {
  return text.replace(PRINCIPAL, (_, kind: string | undefined) => `${kind ?? "user"} "`);
}

/** Only Redshift's own tables and views begin so; `sys_` may be anybody's. */
const SYSTEM_VIEW =
  /^relation "(?:pg_catalog\.)?((?:stl|stv|svl|svv|svcs)_\w+|pg_statistic_indicator|pg_external_schema)" does not exist/;

/** Those that begin with `sys_` and have no rows here either: not there at all. */
const MONITORING_VIEW =
  /^relation "(?:pg_catalog\.)?(sys_(?:analyze|auto_table_optimization|applied|child_query|copy|datashare|external_query|extra_compute|integration|load_detail|mv|procedure|query|restore|schema_quota|session|spatial|stream|transaction|udf|unload|userlog|vacuum)\w*)" does not exist/;

/** A table that is named with its database, outside of a query. */
const OTHER_DATABASE = /^cross-database references are not implemented: "?([^"]*)"?$/;

/** What is left of a statement that is too deep for the engine's stack: it is not prepared, and why is lost. */
const TOO_DEEP = "unnamed prepared statement does not exist";

/** A literal without a type, which Redshift names in quotes among the types of arguments. */
const UNKNOWN_ARGUMENT = /(?<=[(,]\s?)unknown(?=[,)])/g;

/** SUPER by the name that the engine's own errors have for it. */
const ENGINE_SUPER = /(?<!["\w])json(?!["\w])/g;

/** Redshift has one text for all integers. */
const INTEGER_SYNTAX = /^invalid input syntax for type (?:smallint|integer|bigint):/;

/** The engine's name of JSON, which Redshift does not have. */
const QUALIFIED_TYPE = /^type "pg_catalog\./;

/**
 * A transaction that a procedure cannot end ("Managing transactions"). What stands behind TRUNCATE, and before the handler of an error, are
 * procedures of the local accounts.
 */
function terminationError(where = ""): string {
  if (/\broll_back_to_handle\b/.test(where))
    return lackError(
      "An error that is handled in a procedure called from a transaction",
      "Call it by itself.",
    );
  if (/_nonatomic\(\)/.test(where))
    return lackError("A NONATOMIC procedure that ends the transaction of its caller", "Call it by itself.");
  const [, word = "COMMIT"] = /\bat (COMMIT|ROLLBACK)\b/.exec(where) ?? [];
  const statement = /\bcommit_truncated\b/.test(where) ? "TRUNCATE" : word;
  return `ERROR: ${statement} cannot be invoked from a procedure that is executing in an atomic context.
  Hint: Try calling the procedure as a top-level call i.e. not from within an explicit transaction block. Or, if this procedure (or one of its ancestors in the call chain) was created with SET config options, recreate the procedure without them.`;
}

/**
 * PostgreSQL's report in Redshift's words: Redshift says relation where newer engines say table or view, and gives a
 * position for syntax errors only (AWS documentation of the Data API; texts from live runs).
 */
export function redshiftErrorText(error: EngineError): string {
  const { severity, code, position, message = "" } = error;
  const missing =
    code === UNDEFINED_TABLE ? (SYSTEM_VIEW.exec(message) ?? MONITORING_VIEW.exec(message)) : null;
  const [, view] = missing ?? [];
  if (view !== undefined)
    return lackError(`the system view ${view.toUpperCase()}`, "Read it on the deployed link.");
  const [, foreign] = OTHER_DATABASE.exec(message) ?? [];
  if (foreign !== undefined)
    return lackError(`the table ${foreign} of another database`, "Name a table of the link's own database.");
  if (code === UNDEFINED_STATEMENT && message === TOO_DEEP)
    return lackError(
      "an expression or a chain of set operations as long as this one",
      "Split the statement.",
    );
  if (code === INVALID_TRANSACTION_TERMINATION) return terminationError(error.where);
  const words = wordsOf(error);
  const where = code === SYNTAX_ERROR && position !== undefined ? `\n  Position: ${position}` : "";
  return `${severity ?? "ERROR"}: ${words}${where}`;
}

function wordsOf({ message: text = "unknown error", code, column }: EngineError): string {
  if (code === INSUFFICIENT_PRIVILEGE) return text.replace(RELATION_KIND, "for relation ");
  if (code === NOT_NULL_VIOLATION && column !== undefined)
    return `Cannot insert a NULL value into column ${column}`;
  if (code === UNDEFINED_OBJECT || code === DEPENDENT_OBJECTS || code === DUPLICATE_OBJECT)
    return principalWords(text).replace(QUALIFIED_TYPE, 'type "');
  if (code === CARDINALITY_VIOLATION && text.startsWith("MERGE"))
    return "Found multiple matches to update the same tuple.";
  const isOfFunction = code === UNDEFINED_FUNCTION || code === AMBIGUOUS_FUNCTION;
  if (isOfFunction && text.startsWith("function ")) {
    return text
      .replaceAll("pg_catalog.", "")
      .replaceAll(ENGINE_SUPER, "super")
      .replace(UNKNOWN_ARGUMENT, '"unknown"');
  }
  if (isOfFunction) return text.replaceAll(ENGINE_SUPER, "super");
  if (code === GENERATED_ALWAYS) return "cannot set an identity column to a value";
  if (code === DATATYPE_MISMATCH || code === CANNOT_COERCE) return text.replaceAll(ENGINE_SUPER, "super");
  return text.replace(QUALIFIED_TYPE, 'type "').replace(INTEGER_SYNTAX, "invalid input syntax for integer:");
}

/** The connection is refused: no such user. That it surfaces as a FAILED statement is not verified on AWS. */
export function unknownUserError(user: string): string {
  return `FATAL: password authentication failed for user "${user}"`;
}

/** The connection is refused: no such database. That it surfaces as a FAILED statement is not verified on AWS. */
export function unknownDatabaseError(database: string): string {
  return `FATAL: database "${database}" does not exist`;
}

/** A row over 64 KB, or a result over 500 MB. The sentences are headings of AWS's troubleshooting page. */
export function oversizeError(what: "row" | "result"): string {
  return `ERROR: ${what === "row" ? "Packet for query is too large" : "Database response exceeded size limit"}`;
}

/**
 * What a transaction worked on was changed by others before it ended (Database Developer Guide, "Troubleshooting", error 1023;
 * AWS names the table and the transactions too).
 */
export function serializationError(): string {
  return "ERROR: 1023\n  Detail: Serializable isolation violation on a table in Redshift";
}
