/// <reference path="./read/seek-bzip.d.ts" />
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { decompress as unzstd } from "fzstd";
import { decode as unbzip2 } from "seek-bzip";
import type { Compression } from "./statement/copy-statement";
import { refuseStatement } from "./statement-failure";
import { storedAsZstd } from "./write/stored-zstd";

/** Ends of the names of compressed files. */
export const COMPRESSED_EXTENSIONS: Readonly<Record<Compression, string>> = {
  none: "",
  gzip: ".gz",
  bzip2: ".bz2",
  zstd: ".zst",
};

/** @throws StatementFailure when the bytes are not compressed so */
export async function decompressed(bytes: Buffer, compression: Compression, file: string): Promise<Buffer> {
  if (compression === "none" || bytes.length === 0) return bytes;
  try {
    if (compression === "gzip") return await promisify(gunzip)(bytes);
    return Buffer.from(compression === "zstd" ? unzstd(bytes) : unbzip2(bytes));
  } catch {
    return refuseStatement(
      `Failed to decompress ${file}: it is not in the ${compression.toUpperCase()} format`,
    );
  }
}

/** As UNLOAD writes it. */
export async function compressed(bytes: Buffer, compression: "none" | "gzip" | "zstd"): Promise<Buffer> {
  if (compression === "gzip") return promisify(gzip)(bytes);
  return compression === "zstd" ? storedAsZstd(bytes) : bytes;
}
