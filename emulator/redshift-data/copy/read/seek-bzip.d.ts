/** Reads bzip2; the package has no types of its own. */
declare module "seek-bzip" {
  /** @throws when the bytes are not bzip2 */
  export function decode(bytes: Uint8Array): Uint8Array;
}
