/** Bytes of the longest name that Redshift gives a table or column. */
const MAX_NAME_BYTES = 127;

/**
 * What no name has that a person chose: characters that cannot be seen, or that show the text in another order; and a place for a
 * parameter, of which the Data API does not say whether it fills it within a quoted name.
 */
const REFUSED = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|:\w/u;

/** Whether a text can be the name of a table or column. */
export function isName(text: unknown): text is string {
  return (
    typeof text === "string" &&
    text.trim() !== "" &&
    Buffer.byteLength(text) <= MAX_NAME_BYTES &&
    !REFUSED.test(text)
  );
}

/** A name as SQL has it, whatever it holds: `say "x"` is `"say ""x"""`. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * A text as a literal of SQL. Redshift reads a backslash within quotes as the beginning of an escape, so it is doubled as quotes are;
 * an engine that does not, reads the same statement, and two backslashes in the literal.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_patternmatching_condition_like.html
 */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}
