/**
 * What a statement fails with that cannot be read.
 *
 * @param word where the reading ended, as it is written; the statement's end is a semicolon
 */
export function syntaxErrorAt(word: string): string {
  return `ERROR: syntax error at or near "${word || ";"}"`;
}
