import type { SqlToken } from "./sql-tokens";
import { foldedWord, solidTokens } from "./sql-words";

/** The longest that a value of a type may be, in bytes, by the last word of the type's name. */
const MAXIMUM_BYTES: Readonly<Record<string, number>> = {
  varchar: 65_535,
  nvarchar: 65_535,
  varying: 65_535,
  char: 4096,
  character: 4096,
  nchar: 4096,
  bpchar: 4096,
};

/**
 * `varchar(max)`, in a cast, an argument or a variable too, with the length that it stands for: the engine reads a number only.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html
 */
export function withMaximumLengths(tokens: readonly SqlToken[]): readonly SqlToken[] {
  if (!tokens.some((token) => foldedWord(token) === "max")) return tokens;
  const solid = solidTokens(tokens);
  const lengths = new Map<number, number>();
  solid.forEach((token, at) => {
    const bytes = MAXIMUM_BYTES[foldedWord(solid[at - 2])];
    const isLength = solid[at - 1]?.text === "(" && solid[at + 1]?.text === ")";
    if (foldedWord(token) === "max" && isLength && bytes !== undefined) lengths.set(token.index, bytes);
  });
  return tokens.map((token, index) => {
    const bytes = lengths.get(index);
    return bytes === undefined ? token : { kind: "number", text: String(bytes) };
  });
}
