/**
 * What a reviewer does not see and the engine does: control characters but tabs and line ends, a carriage return alone (a terminal
 * writes over the line), separators of lines that are none in SQL, marks that show a text in another order than it has, and spaces
 * without a width: also the mark that editors put at the start of a file, where somebody has joined two.
 */
const UNREADABLE = /\r(?!\n)|[^\P{Cc}\t\n\r]|[\p{Zl}\p{Zp}\u200B\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;

/** Such a character as people look it up. */
export interface UnreadableCharacter {
  /** For example `U+001B`. */
  readonly code: string;
  /** From 1. */
  readonly line: number;
}

/** The first one of each line; a mark of the encoding may begin the text. */
export function unreadableCharacters(text: string): readonly UnreadableCharacter[] {
  const behindMark = text.replace(/^\uFEFF/, "");
  return behindMark.split("\n").flatMap((line, index, lines) => {
    const [found] = `${line}${index < lines.length - 1 ? "\n" : ""}`.match(UNREADABLE) ?? [];
    return found === undefined ? [] : [{ code: codeOf(found), line: index + 1 }];
  });
}

/** A text with their codes in their place. */
export function withReadableCharacters(text: string): string {
  return text.replace(UNREADABLE, codeOf);
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
