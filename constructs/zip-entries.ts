import { crc32, inflateRawSync } from "node:zlib";

/** A file of a zip archive, as its directory has it. */
export interface ZipEntry {
  readonly name: string;
  /** Unpacked, bytes; 0 where only a record of 64 bits says it. */
  readonly size: number;
  readonly isEncrypted: boolean;
  /** Permissions, for example 0o644. Absent: what made the archive says nothing of them. */
  readonly mode?: number;
  /** Of its content. */
  readonly packed: {
    readonly method: number;
    readonly checksum: number;
    readonly size: number;
    readonly start: number;
  };
}

/** Signatures and lengths of the records (PKWARE's APPNOTE, 4.3.7, 4.3.12, 4.3.14 and 4.3.16). */
const DIRECTORY_SIGNATURE = 0x02014b50;
const FILE_SIGNATURE = 0x04034b50;
const END_SIGNATURE = Buffer.from("PK\u0005\u0006", "latin1");
const ENTRY_BYTES = 46;
const FILE_BYTES = 30;
const WIDE_END_SIGNATURE = 0x06064b50;
const WIDE_LOCATOR_BYTES = 20;

const ENCRYPTED = 1;
const UNIX = 3;
const STORED = 0;
const DEFLATED = 8;
/** In the place of a number that stands elsewhere, in a record of 64 bits. */
const ELSEWHERE = 0xffffffff;

/** What is in an archive; nothing where it is none. */
export function zipEntries(zip: Buffer): readonly ZipEntry[] | undefined {
  const end = zip.lastIndexOf(END_SIGNATURE);
  if (end < 0) return undefined;
  try {
    const entries: ZipEntry[] = [];
    for (let at = directoryAt(zip, end); at < end; ) {
      const signature = zip.readUInt32LE(at);
      // Behind the files of an archive that has many of them, or a large one.
      if (signature === WIDE_END_SIGNATURE) break;
      if (signature !== DIRECTORY_SIGNATURE) return undefined;
      const nameBytes = zip.readUInt16LE(at + 28);
      entries.push(entryAt(zip, at, nameBytes));
      at += ENTRY_BYTES + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    }
    return entries;
  } catch {
    // Read beyond the end.
    return undefined;
  }
}

function directoryAt(zip: Buffer, end: number): number {
  const start = zip.readUInt32LE(end + 16);
  if (start !== ELSEWHERE) return start;
  // A locator says where the record of 64 bits is, and that one where the directory is (4.3.14, 4.3.15).
  const record = Number(zip.readBigUInt64LE(end - WIDE_LOCATOR_BYTES + 8));
  return Number(zip.readBigUInt64LE(record + 48));
}

function entryAt(zip: Buffer, at: number, nameBytes: number): ZipEntry {
  const size = zip.readUInt32LE(at + 24);
  const packedSize = zip.readUInt32LE(at + 20);
  return {
    name: zip.toString("utf8", at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes),
    size: size === ELSEWHERE ? 0 : size,
    isEncrypted: (zip.readUInt16LE(at + 8) & ENCRYPTED) !== 0,
    ...(zip.readUInt8(at + 5) === UNIX ? { mode: (zip.readUInt32LE(at + 38) >>> 16) & 0o777 } : {}),
    packed: {
      method: zip.readUInt16LE(at + 10),
      checksum: zip.readUInt32LE(at + 16),
      size: size === ELSEWHERE ? ELSEWHERE : packedSize,
      start: zip.readUInt32LE(at + 42),
    },
  };
}

/** Whether a file of an archive can be unpacked, and is what the archive says. Takes as much memory as the file has bytes. */
export function isIntact(zip: Buffer, { size, packed }: ZipEntry): boolean {
  const { method, checksum, start } = packed;
  // Of a record of 64 bits, and of a method that Lambda may know, nothing is said.
  if ([packed.size, start].includes(ELSEWHERE) || ![STORED, DEFLATED].includes(method)) return true;
  try {
    if (zip.readUInt32LE(start) !== FILE_SIGNATURE) return false;
    const from = start + FILE_BYTES + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    const bytes = zip.subarray(from, from + packed.size);
    const content = method === STORED ? bytes : inflateRawSync(bytes, { maxOutputLength: Math.max(size, 1) });
    return content.length === size && crc32(content) === checksum;
  } catch {
    return false;
  }
}
