import fc from "fast-check";

const FIRST_SURROGATE = 0xd800;
const SURROGATES = 0x800;

/**
 * Any character but half of one, each as likely: the unit `binary` of fast-check, which makes a table of all of them for each text,
 * for a second.
 *
 * @see https://fast-check.dev/docs/core-blocks/arbitraries/primitives/string/
 */
export const anyCharacter = fc.nat({ max: 0x10ffff - SURROGATES }).map(
  (index) => String.fromCodePoint(index < FIRST_SURROGATE ? index : index + SURROGATES),
  (character) => {
    // What tells fast-check that it is no value of these.
    if (typeof character !== "string" || [...character].length !== 1) throw new Error("not one character");
    const codePoint = character.codePointAt(0) as number;
    return codePoint < FIRST_SURROGATE ? codePoint : codePoint - SURROGATES;
  },
);
