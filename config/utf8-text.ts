import { readFileSync } from "node:fs";

/** A mark of the encoding stays: who reads the text decides. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * The text of a file. Bytes that are no UTF-8 would be replaced, and so be another text than the file's.
 *
 * @throws what the file system says, or the decoder's error; {@link whyUnread} has words for both
 */
export function readUtf8(file: string): string {
  return decoder.decode(readFileSync(file));
}

const NOT_THERE = "ENOENT";
const NOT_UTF8 = "ERR_ENCODING_INVALID_ENCODED_DATA";

/** Why a file was not read, as messages go on after its name. */
export function whyUnread(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === NOT_THERE) return "is missing";
  return code === NOT_UTF8 ? "is no UTF-8 text" : `cannot be read (${code})`;
}

/** What to do about a file that was not read. */
export function remedyOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === NOT_THERE) return "create it";
  return code === NOT_UTF8 ? "save it as UTF-8" : "make it a file that can be read";
}
