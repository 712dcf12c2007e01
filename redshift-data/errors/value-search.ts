/** Longer pieces are no names: ARNs and names of Redshift are shorter. */
export const MAX_PIECE_CHARACTERS = 256;

/** A word of any language, in lower case or not. */
export const WORD = /[\p{L}\p{N}_]+/gu;

/** Where values are longer together they are not searched. */
const MAX_VALUE_CHARACTERS = 256 * 1024;

/** Shorter pieces are in any longer text: they count as a part of a value as a whole word only. */
const MIN_PART_CHARACTERS = 4;

/** Shorter values are in many names by chance: they count as held by a piece only if they are all of it. */
const MIN_HELD_CHARACTERS = 3;

/** Looks for values of parameters. */
interface ValueSearch {
  /** True when the piece, of at most {@link MAX_PIECE_CHARACTERS}, is, holds, or is a part of a value, in any case. */
  readonly mayHold: (piece: string) => boolean;
  /** True when the piece, of at most {@link MAX_PIECE_CHARACTERS}, is or is a part of a value, in any case. */
  readonly isPart: (piece: string) => boolean;
}

/** Work and memory are linear in the values, and bounded: of more, every piece may be one. */
export function createValueSearch(values: readonly string[]): ValueSearch {
  if (values.reduce((sum, { length }) => sum + length, 0) > MAX_VALUE_CHARACTERS)
    return { mayHold: () => true, isPart: () => true };
  const whole = new Set(values.map(foldText));
  const all = [...whole].join("\n");
  const words = new Set(all.match(WORD));
  const lengths = [...new Set([...whole].map(({ length }) => length))].filter(
    (length) => length >= MIN_HELD_CHARACTERS && length <= MAX_PIECE_CHARACTERS,
  );
  const isHeldIn = (text: string) =>
    lengths.some((length) => {
      for (let at = 0; at + length <= text.length; at++) {
        if (whole.has(text.slice(at, at + length))) return true;
      }
      return false;
    });
  function isPart(piece: string): boolean {
    const text = foldText(piece);
    if (text.length > MAX_PIECE_CHARACTERS || whole.has(text) || words.has(text)) return true;
    return text.length >= MIN_PART_CHARACTERS && all.includes(text);
  }

  return { isPart, mayHold: (piece) => isPart(piece) || isHeldIn(foldText(piece)) };
}

/** In lower case, white space made one space: the engine changes both. */
export function foldText(text: string): string {
  return text.toLowerCase().replace(/\s+/g, " ").trim();
}
