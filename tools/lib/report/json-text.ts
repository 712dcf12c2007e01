/** As in `plain-text.ts`; line breaks stand outside strings only, where they are ours. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A value as one JSON document, indented by two, with a line break at its end, written as {@link harmlessJson} writes it. */
export function jsonText(value: unknown): string {
  return `${harmlessJson(JSON.stringify(value, null, 2))}\n`;
}

/**
 * JSON in which characters that steer a terminal, and what a GitHub runner reads as a command (`##[name]`), are written as
 * escapes: a parser reads the same value. Line breaks stay.
 */
export function harmlessJson(text: string): string {
  return text
    .replace(UNSAFE, (character) => (character === "\n" ? character : escaped(character)))
    .replaceAll("##[", "##\\u005b");
}

/** A character beyond the first plane is two escapes, as JSON wants it. */
function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, unit) => character.charCodeAt(unit))
    .map((code) => `\\u${code.toString(16).padStart(4, "0")}`)
    .join("");
}
