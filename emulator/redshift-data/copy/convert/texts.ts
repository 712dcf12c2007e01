import { lackError } from "../../sql/refusals/lack";
import { badSequence, INVALID_BYTE } from "../read/decode-text";
import type { LoadProblem } from "../read/record-sink";
import type { Conversion } from "../statement/copy-statement";
import { StatementFailure } from "../statement-failure";
import type { TargetColumn } from "./target-column";

const TOO_LONG: LoadProblem = { code: 1204, reason: "String length exceeds DDL length" };

const ASCII = /^[\0-\x7f]*$/;

/** A text of the column's length in bytes, with what the options do to blanks. */
export function textValue(
  given: string,
  { kind, length }: Pick<TargetColumn, "kind" | "length">,
  { trimsBlanks, truncates }: Conversion,
  hasInvalid: boolean,
): string | LoadProblem {
  const bad = hasInvalid ? invalidBytes(given) : undefined;
  if (bad !== undefined) return bad;
  // "COPY treats it as any other character" (NULL AS); no text of the engine can hold it.
  if (given.includes("\0"))
    throw new StatementFailure(
      lackError(
        "COPY of a text with a NUL",
        "Take it out; NULL AS '\\0' loads one that stands alone as NULL.",
      ),
    );
  const isChar = kind === "bpchar";
  // Blanks at the end are no part of a CHAR.
  const value = isChar
    ? given.replace(/ +$/, "")
    : trimsBlanks && kind === "varchar"
      ? given.trimEnd()
      : given;
  if (isChar && !ASCII.test(value)) {
    const at = value.search(/[^\0-\x7f]/);
    const hex = Buffer.from(String.fromCodePoint(value.codePointAt(at) ?? 0))
      .toString("hex")
      .replace(/(..)(?=.)/g, "$1 ");
    return {
      code: 1220,
      reason: `Multibyte character not supported for CHAR (Hint: try using VARCHAR). Invalid char: ${hex}`,
      position: at,
    };
  }
  if (value.length * 3 <= length || Buffer.byteLength(value) <= length) return value;
  return truncates ? truncated(value, length) : TOO_LONG;
}

/** As many whole characters of a text as fit, which is longer than that. */
export function truncated(value: string, length: number): string {
  const bytes = Buffer.from(value);
  let end = length;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.toString("utf8", 0, end);
}

/** Bytes that are no UTF-8, and code points that are valid and no characters. */
const REPLACED = /[\udc80-\udcff]|\p{Noncharacter_Code_Point}/gu;

/**
 * A text in which nothing is invalid: another character stands for each byte of what is ("Multibyte character load errors").
 *
 * @param replacement of ACCEPTINVCHARS
 */
export function withoutInvalid(text: string, replacement: string): string {
  return text.replace(REPLACED, (found) =>
    replacement.repeat(INVALID_BYTE.test(found) ? 1 : Buffer.byteLength(found)),
  );
}

/** What is wrong with a text that holds bytes that are not valid; nothing for another. */
export function invalidBytes(value: string): LoadProblem | undefined {
  const at = value.search(INVALID_BYTE);
  if (at === -1) return undefined;
  const { bytes, error } = badSequence(value, at);
  return invalid(bytes.toString("hex").replace(/(..)(?=.)/g, "$1 "), error, at);
}

function invalid(hex: string, error: number, position: number): LoadProblem {
  return {
    code: 1220,
    reason: `String contains invalid or unsupported UTF8 codepoints. Bad UTF8 hex sequence: ${hex} (error ${error})`,
    position,
  };
}
