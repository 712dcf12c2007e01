import type { SqlToken } from "./sql-tokens";
import { foldedWord, solidTokens } from "./sql-words";

/** Bytes that `MAX` stands for, by the last word of the type. */
const MAX_BYTES: Readonly<Record<string, number>> = {
  varchar: 65_535,
  nvarchar: 65_535,
  varying: 65_535,
  text: 65_535,
  char: 4096,
  character: 4096,
  bpchar: 4096,
  nchar: 4096,
  varbyte: 16_777_216,
  varbinary: 16_777_216,
};

/**
 * `VARCHAR(MAX)` with its number of bytes, wherever a type stands: in casts, declarations and definitions.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html
 */
export function withMaxLengths(tokens: readonly SqlToken[]): readonly SqlToken[] {
  if (!tokens.some((token) => foldedWord(token) === "max")) return tokens;
  const solid = solidTokens(tokens);
  const written = [...tokens];
  for (const [place, token] of solid.entries()) {
    const [open, max, close] = solid.slice(place + 1, place + 4);
    const bytes = MAX_BYTES[foldedWord(token)];
    if (bytes === undefined || open?.text !== "(" || foldedWord(max) !== "max" || close?.text !== ")")
      continue;
    if (max !== undefined) written[max.index] = { kind: "number", text: String(bytes) };
  }
  return written;
}
