/** Control characters (C0, C1), line and paragraph separators, and what turns the direction of text. */
const UNSAFE = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]+/gu;

/**
 * Text of others as one line, or a part of one: nothing in it moves a cursor, colours a terminal, or starts a line. Nor is
 * it a command of a GitHub runner, which reads `::name::` at the start of a line, indented or not, and `##[name]` anywhere
 * (actions/runner, ActionCommand.cs).
 */
export function plainLine(text: string): string {
  return text
    .replace(UNSAFE, " ")
    .replace(/^(\s*):(?=:)/, "$1: ")
    .replaceAll("##[", "## [");
}
