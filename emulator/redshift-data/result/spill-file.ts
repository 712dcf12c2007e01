import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where a stretch of bytes lies in a {@link SpillFile}. */
export interface FileSlice {
  readonly offset: number;
  readonly length: number;
}

/**
 * A temporary file for results that would not fit into memory. It is unlinked as soon as it is open, so that even a
 * killed process leaves nothing behind.
 */
export class SpillFile {
  private readonly descriptor: number;
  private end = 0;

  constructor() {
    const folder = mkdtempSync(join(tmpdir(), "result-"));
    this.descriptor = openSync(join(folder, "pages"), "wx+", 0o600);
    rmSync(folder, { recursive: true });
  }

  append(bytes: Buffer): FileSlice {
    const slice = { offset: this.end, length: bytes.length };
    for (let written = 0; written < bytes.length; ) {
      written += writeSync(this.descriptor, bytes, written, bytes.length - written, this.end + written);
    }
    this.end += bytes.length;
    return slice;
  }

  read({ offset, length }: FileSlice): Buffer {
    const bytes = Buffer.alloc(length);
    for (let read = 0; read < length; ) {
      const count = readSync(this.descriptor, bytes, read, length - read, offset + read);
      if (count === 0) throw new Error("the file of a result ends too early");
      read += count;
    }
    return bytes;
  }

  close(): void {
    closeSync(this.descriptor);
  }
}
