/** What an engine reports about a failed statement. */
export interface EngineError {
  readonly severity: string | undefined;
  readonly message: string | undefined;
  /** SQLSTATE. */
  readonly code: string | undefined;
  readonly position: string | undefined;
}

const SYNTAX_ERROR = "42601";

/**
 * PostgreSQL's report in Redshift's words: Redshift says relation where newer engines say table or view, and gives a
 * position for syntax errors only (AWS documentation of the Data API; texts from live runs in the project's facts).
 */
export function redshiftErrorText({ severity, message, code, position }: EngineError): string {
  const words = (message ?? "unknown error").replace(
    /^permission denied for (?:table|view|materialized view) /,
    "permission denied for relation ",
  );
  const where = code === SYNTAX_ERROR && position !== undefined ? `\n  Position: ${position}` : "";
  return `${severity ?? "ERROR"}: ${words}${where}`;
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
