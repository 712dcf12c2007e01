/** RFC 8878, 3.1.1: the number that begins a frame. */
const MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/** Content size in eight bytes, all in one segment, no checksum. */
const DESCRIPTOR = 0b1110_0000;

/** Longest block. */
const BLOCK_BYTES = 128 * 1024;

/**
 * A frame of Zstandard that holds the bytes as they are. Node.js 20 has no compressor, and whoever reads such a file gets the same
 * bytes as from a smaller one.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8878
 */
export function storedAsZstd(bytes: Buffer): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(bytes.length));
  const parts: Buffer[] = [MAGIC, Buffer.from([DESCRIPTOR]), size];
  let start = 0;
  do {
    const block = bytes.subarray(start, start + BLOCK_BYTES);
    start += BLOCK_BYTES;
    const isLast = start >= bytes.length ? 1 : 0;
    // Last block, raw block, length.
    const header = isLast | (block.length << 3);
    parts.push(Buffer.from([header & 0xff, (header >> 8) & 0xff, (header >> 16) & 0xff]), block);
  } while (start < bytes.length);
  return Buffer.concat(parts);
}
