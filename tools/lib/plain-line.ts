/** Control characters, and what turns the direction of text: C0, C1, line and paragraph separators, bidi marks. */
const UNSAFE = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]+/gu;

/**
 * Text of others as part of one line: nothing in it moves a cursor, colours a terminal, or starts a line, which a pipeline
 * could read as a command (`::error::`).
 */
export function plainLine(text: string): string {
  return text.replace(UNSAFE, " ");
}
