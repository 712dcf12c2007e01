import { createHash } from "node:crypto";
import { type FunctionArchive, ZIP_OPTIONS } from "./function-archive";

/** The end of a zip without a comment, and a file's entry in its directory (PKWARE's APPNOTE, 4.3.12 and 4.3.16). */
const END_BYTES = 22;
const ENTRY_BYTES = 46;

/** What the parts of a zip are. */
interface ZipParts {
  readonly files: Uint8Array;
  readonly directory: Uint8Array;
  readonly count: number;
}

const joined = new Map<string, FunctionArchive>();

/**
 * An archive with texts beside its code. The code is not compressed again: its bytes stay as they are, and every link of a process
 * shares them. The same texts give the same bytes.
 *
 * @param files name → text; with none the archive stays as it is
 */
export function archiveWithFiles(
  archive: FunctionArchive,
  files: Readonly<Record<string, string>>,
): FunctionArchive {
  if (Object.keys(files).length === 0) return archive;
  const key = JSON.stringify([archive.sha256Base64, files]);
  const known = joined.get(key) ?? joinedArchive(archive, files);
  joined.set(key, known);
  return known;
}

function joinedArchive(
  { bytes: code }: FunctionArchive,
  files: Readonly<Record<string, string>>,
): FunctionArchive {
  // Here: it makes its tables when it loads, and most synths have no files to add.
  const { strToU8, zipSync }: typeof import("fflate") = require("fflate");
  const contents = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]));
  const bytes = joinZips(code, zipSync(contents, ZIP_OPTIONS));
  return {
    bytes,
    sha256Base64: createHash("sha256").update(bytes).digest("base64"),
    assetHash: createHash("md5").update(bytes).digest("hex").toUpperCase(),
  };
}

/** The files of both, those of the second behind those of the first. */
function joinZips(first: Uint8Array, second: Uint8Array): Uint8Array {
  const [a, b] = [partsOf(first), partsOf(second)];
  const directory = Buffer.concat([a.directory, movedBy(b.directory, a.files.length)]);
  const end = Buffer.from(first.subarray(first.length - END_BYTES));
  for (const at of [8, 10]) end.writeUInt16LE(a.count + b.count, at);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(a.files.length + b.files.length, 16);
  return Uint8Array.from(Buffer.concat([a.files, b.files, directory, end]));
}

function partsOf(zip: Uint8Array): ZipParts {
  const end = Buffer.from(zip.subarray(zip.length - END_BYTES));
  const [size, offset] = [end.readUInt32LE(12), end.readUInt32LE(16)];
  return {
    files: zip.subarray(0, offset),
    directory: zip.subarray(offset, offset + size),
    count: end.readUInt16LE(10),
  };
}

/** A directory whose files begin so many bytes later. */
function movedBy(directory: Uint8Array, bytes: number): Uint8Array {
  const moved = Buffer.from(directory);
  for (let at = 0; at < moved.length; ) {
    moved.writeUInt32LE(moved.readUInt32LE(at + 42) + bytes, at + 42);
    at +=
      ENTRY_BYTES + moved.readUInt16LE(at + 28) + moved.readUInt16LE(at + 30) + moved.readUInt16LE(at + 32);
  }
  return moved;
}
