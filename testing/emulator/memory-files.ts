import type { FileAccess, FileAccessFactory } from "../../emulator/redshift-data/copy/file-access";
import { type S3Location, s3Url } from "../../emulator/redshift-data/copy/statement/s3-location";

/** Files in memory, which every role may read and write. */
export class MemoryFiles implements FileAccessFactory {
  readonly stored = new Map<string, Buffer>();

  put(url: string, bytes: Buffer | string): void {
    this.stored.set(url, Buffer.from(bytes));
  }

  /** The files below a prefix as text, by their names behind it. */
  texts(prefix: string): Record<string, string> {
    const below = [...this.stored].filter(([url]) => url.startsWith(prefix));
    return Object.fromEntries(below.map(([url, bytes]) => [url.slice(prefix.length), bytes.toString()]));
  }

  async open(): Promise<FileAccess> {
    const { stored } = this;
    return {
      async list(prefix: S3Location) {
        const found = [...stored].filter(([url]) => url.startsWith(s3Url(prefix))).sort();
        return found.map(([url, { length }]) => ({
          location: { ...prefix, key: url.slice(`s3://${prefix.bucket}/`.length) },
          bytes: length,
        }));
      },
      async read(location) {
        return stored.get(s3Url(location));
      },
      async write(location, bytes) {
        stored.set(s3Url(location), bytes);
      },
      async remove(location) {
        stored.delete(s3Url(location));
      },
    };
  }
}
