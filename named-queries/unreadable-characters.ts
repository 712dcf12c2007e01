/** What tells letters of a script or parts of a picture how to join, and which of two shapes is meant. */
const JOINER = "[\\u200C\\u200D]";
const SHAPE = "\\p{Variation_Selector}";
/** What is seen: where something stands between two of these, or chooses a shape of one, it changes what is seen. */
const SEEN = "[^\\p{ASCII}\\p{Default_Ignorable_Code_Point}]";

/**
 * What a reviewer does not see and the engine does: control characters but tabs and line ends, a carriage return alone (a terminal
 * writes over the line), separators of lines that are none in SQL, and everything that Unicode calls ignorable where it is shown: marks
 * that show a text in another order than it has, those of direction among them, spaces and letters without a width, and the mark
 * that editors put at the start of a file, where somebody has joined two. Joiners and choices of a shape are text where they are between or
 * behind characters of other scripts and pictures.
 */
const UNREADABLE = new RegExp(
  [
    "\\r(?!\\n)",
    "[^\\P{Cc}\\t\\n\\r]",
    "[\\p{Zl}\\p{Zp}]",
    `(?!(?<=${SEEN}${SHAPE}?)${JOINER}${SEEN}|(?<=${SEEN})${SHAPE}|\\uFE0F\\u20E3)\\p{Default_Ignorable_Code_Point}`,
  ].join("|"),
  "gu",
);

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
