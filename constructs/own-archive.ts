import { readFileSync, statSync } from "node:fs";
import { archiveWithHashes, type FunctionArchive } from "./function-archive";

/** What Lambda takes in a request (50 MB), and unpacked (250 MB), both in bytes. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_ARCHIVE_BYTES = 50 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 250 * 1024 * 1024;

/** Endings of the files in which a runtime looks for the module of a handler; other runtimes have no such files. */
const MODULE_ENDINGS: readonly (readonly [runtime: RegExp, endings: readonly string[]])[] = [
  [/^python/, [".py", "/__init__.py"]],
  [/^nodejs/, [".js", ".mjs", ".cjs"]],
  [/^ruby/, [".rb"]],
];

/** Why an archive cannot be deployed; it completes a sentence that begins with the file. */
export class ArchiveRefused extends Error {}

/**
 * A zip archive that somebody else has made.
 *
 * @param file path from the working directory
 * @param handler what Lambda calls in it
 * @param runtime Lambda's, for example `python3.13`
 * @throws ArchiveRefused when it is not there, no archive, too large for Lambda, or without the handler's file
 */
export function ownArchive(file: string, handler: string, runtime: string): FunctionArchive {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined)
    throw new ArchiveRefused("which is missing, expected a zip archive; build it before the synth");
  if (size > MAX_ARCHIVE_BYTES) {
    throw new ArchiveRefused(
      `which has ${size} bytes, expected at most ${MAX_ARCHIVE_BYTES} (Lambda's limit of an upload); leave out what the runtime has`,
    );
  }
  const bytes = readFileSync(file);
  const files = namesIn(bytes);
  const unpacked = files.reduce((sum, { size: bytesOfFile }) => sum + bytesOfFile, 0);
  if (unpacked > MAX_UNPACKED_BYTES) {
    throw new ArchiveRefused(
      `which has ${unpacked} bytes unpacked, expected at most ${MAX_UNPACKED_BYTES} (Lambda's limit); leave out what the runtime has`,
    );
  }
  const expected = moduleFiles(handler, runtime);
  if (expected.length > 0 && !files.some(({ name }) => expected.includes(name))) {
    throw new ArchiveRefused(
      `which has no ${expected.join(" and no ")}, expected the file of handler ${handler} at its root; correct handler, or pack the folder's content and not the folder`,
    );
  }
  return archiveWithHashes(bytes);
}

function namesIn(bytes: Uint8Array): readonly { readonly name: string; readonly size: number }[] {
  // Here: it makes its tables when it loads, and most synths have no archive of a user's.
  const { unzipSync }: typeof import("fflate") = require("fflate");
  const files: { name: string; size: number }[] = [];
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        files.push({ name, size: originalSize });
        return false;
      },
    });
  } catch {
    throw new ArchiveRefused("which is no zip archive, expected one; build it again");
  }
  return files;
}

/** `reports/nightly.run` is `reports/nightly.py`; Python also reads a point as a folder's end. */
function moduleFiles(handler: string, runtime: string): readonly string[] {
  const endings = MODULE_ENDINGS.find(([pattern]) => pattern.test(runtime))?.[1] ?? [];
  const module = handler.slice(0, handler.lastIndexOf("."));
  const path = runtime.startsWith("python") ? module.replaceAll(".", "/") : module;
  return endings.map((ending) => `${path}${ending}`);
}
