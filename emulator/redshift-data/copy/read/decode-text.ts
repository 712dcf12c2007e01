import { constants, isUtf8 } from "node:buffer";
import { lackError } from "../../sql/refusals/lack";
import type { CopyStatement } from "../statement/copy-statement";
import { StatementFailure } from "../statement-failure";

/** In decoded text, a byte that is no UTF-8 is a lone surrogate from here on, which no text in UTF-8 can hold. */
const INVALID_BYTES = 0xdc00;

const BOM = "\ufeff";

/** Matches a byte that was no UTF-8. */
export const INVALID_BYTE: RegExp = /(?<![\ud800-\udbff])[\udc80-\udcff]/;

/** The text of a file, and whether some of it is not valid in its encoding: {@link INVALID_BYTE} finds where. */
export interface DecodedText {
  readonly text: string;
  readonly hasInvalid: boolean;
}

/**
 * @throws StatementFailure for a file that is longer than a text of Node.js can be, with as many characters as bytes; in UTF-16 half as many
 */
export function decodeText(bytes: Buffer, encoding: CopyStatement["encoding"]): DecodedText {
  const characters = encoding.startsWith("utf16") ? bytes.length / 2 : bytes.length;
  if (characters > constants.MAX_STRING_LENGTH) {
    throw new StatementFailure(
      lackError(
        `COPY of a file of ${bytes.length} bytes of text, decompressed,`,
        `Split it: one may have ${constants.MAX_STRING_LENGTH} characters here, and Redshift loads several at once.`,
      ),
    );
  }
  if (encoding === "latin1") return { text: bytes.toString("latin1"), hasInvalid: false };
  if (encoding !== "utf8") return { text: decodeUtf16(bytes, encoding), hasInvalid: false };
  if (isUtf8(bytes)) return { text: withoutBom(bytes.toString("utf8")), hasInvalid: false };
  return { text: withoutBom(withMarkedBytes(bytes)), hasInvalid: true };
}

/**
 * The bytes of a sequence that is not valid, and what is wrong with it: the number that COPY's messages have ("Multibyte character load
 * errors").
 *
 * @param at of the character that marks its first byte
 */
export function badSequence(text: string, at: number): { readonly bytes: Buffer; readonly error: number } {
  const byteAt = (place: number) => text.charCodeAt(place) - INVALID_BYTES;
  const first = byteAt(at);
  if (first < 0xc0 || first >= 0xfe) return { bytes: Buffer.of(first), error: 3 };
  if (first >= 0xf8) return { bytes: Buffer.of(first), error: 1 };
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  let end = at + 1;
  while (end < at + length && byteAt(end) >= 0x80 && byteAt(end) < 0xc0) end++;
  const bytes = Buffer.from(Array.from({ length: end - at }, (_, place) => byteAt(at + place)));
  if (bytes.length < length) return { bytes, error: end >= text.length ? 2 : 4 };
  if (first === 0xed) return { bytes, error: 5 };
  return { bytes, error: first >= 0xf4 ? 8 : 9 };
}

/** Whether a file in UTF-16 says which byte of a character comes first: "your data must have a byte order mark" (ENCODING). */
export function hasByteOrder(bytes: Buffer): boolean {
  return ["fffe", "feff"].includes(bytes.toString("hex", 0, 2));
}

function withoutBom(text: string): string {
  return text.startsWith(BOM) ? text.slice(1) : text;
}

function decodeUtf16(bytes: Buffer, encoding: "utf16" | "utf16le" | "utf16be"): string {
  const isBigEndian = encoding === "utf16be" || (encoding === "utf16" && bytes[0] === 0xfe);
  const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  return withoutBom((isBigEndian ? even.swap16() : even).toString("utf16le"));
}

/** How many bytes a sequence that begins with this byte has; 0 for one that begins none. */
function sequenceLength(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte >= 0xc2 && byte <= 0xdf) return 2;
  if (byte >= 0xe0 && byte <= 0xef) return 3;
  return byte >= 0xf0 && byte <= 0xf4 ? 4 : 0;
}

function withMarkedBytes(bytes: Buffer): string {
  const parts: string[] = [];
  let valid = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes[at] ?? 0);
    if (length > 0 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length))) at += length;
    else {
      parts.push(bytes.toString("utf8", valid, at), String.fromCharCode(INVALID_BYTES + (bytes[at] ?? 0)));
      at++;
      valid = at;
    }
  }
  parts.push(bytes.toString("utf8", valid));
  return parts.join("");
}
