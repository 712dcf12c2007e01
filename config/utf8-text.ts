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

/** Why a file was not read, as messages go on after its name. */
export function whyUnread(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "is missing";
  return code === "ERR_ENCODING_INVALID_ENCODED_DATA" ? "is no UTF-8 text" : `cannot be read (${code})`;
}
