import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { bundleFunction } from "./bundle-function";

/** The zip format has no time zone and starts here: a constant keeps archives of one commit byte-identical. */
const ARCHIVE_TIME = "1980-01-01T00:00:00";
const UNIX = 3;
const WORLD_READABLE_FILE = 0o100644;

/** A deployable function: one bundled file in one zip. */
export interface FunctionArchive {
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, base64: the form Lambda reports as `CodeSha256`. */
  readonly sha256Base64: string;
}

const archives = new Map<string, FunctionArchive>();

/** One archive per entry file and process: all links deploy the same code. */
export function functionArchive(entryFile: string): FunctionArchive {
  const known = archives.get(entryFile);
  if (known !== undefined) return known;
  const bytes = zipSync(
    { "index.js": bundleFunction(entryFile).contents },
    // fflate reads the date in local time; without a zone the text is local too, on every machine.
    { mtime: new Date(ARCHIVE_TIME), os: UNIX, attrs: WORLD_READABLE_FILE << 16, level: 9 },
  );
  const archive = { bytes, sha256Base64: createHash("sha256").update(bytes).digest("base64") };
  archives.set(entryFile, archive);
  return archive;
}

/** Writes the archive below the app's output folder and returns its path, for an asset to pick up. */
export function writeArchive(archive: FunctionArchive, outputFolder: string): string {
  const folder = join(outputFolder, "archives", archive.sha256Base64.replaceAll(/[^0-9A-Za-z]/g, ""));
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "function.zip");
  writeFileSync(file, archive.bytes);
  return file;
}
