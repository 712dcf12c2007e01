/** Control and format characters (bidirectional marks and signs without a width among them), line and paragraph separators. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

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

/** Text of others that keeps its line breaks, each line as {@link plainLine} makes it. */
export function plainLines(text: string): readonly string[] {
  return text.split("\n").map(plainLine);
}

/** {@link plainLines} as one text. */
export function plainText(text: string): string {
  return plainLines(text).join("\n");
}
