import { readFileSync, statSync } from "node:fs";
import { archiveWithHashes, type FunctionArchive } from "./function-archive";

/** What Lambda takes in a request (50 MB), and unpacked (250 MB), both in bytes. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_ARCHIVE_BYTES = 50 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 250 * 1024 * 1024;

/** Where a runtime looks for the function of a handler. Of other runtimes it is in no file of a known name. */
const HANDLERS: readonly (readonly [runtime: RegExp, filesOf: (handler: string) => readonly string[]])[] = [
  // A point ends a folder too.
  [/^python/, (handler) => inFiles(/^(.+)\/[^/]+$/, handler.replaceAll(".", "/"), [".py", "/__init__.py"])],
  // What stands behind the first point of the file's name is looked for in what the file exports.
  [/^nodejs/, (handler) => inFiles(/^((?:.*\/)?[^./]+)\.[^/]+$/, handler, [".js", ".mjs", ".cjs"])],
  // A class may stand between file and method.
  [/^ruby/, (handler) => inFiles(/^([^.]+)(?:\.[^.]+){1,2}$/, handler, [".rb"])],
  [/^provided/, () => ["bootstrap"]],
];

/** Why an archive cannot be deployed; it completes a sentence that begins with the file. */
export class ArchiveRefused extends Error {}

/** How Lambda runs an archive. */
export interface ArchiveUse {
  /** What Lambda calls in it. */
  readonly handler: string;
  /** Lambda's, for example `python3.13`. */
  readonly runtime: string;
  /** Whether the handler may stand in a layer. @default false */
  readonly hasLayers?: boolean;
}

/**
 * A zip archive that somebody else has made.
 *
 * @param file path from the working directory
 * @throws ArchiveRefused when it cannot be read, is no archive, too large for Lambda, or without the handler's file
 */
export function ownArchive(file: string, use: ArchiveUse): FunctionArchive {
  const bytes = contentOf(file);
  const files = namesIn(bytes);
  const unpacked = files.reduce((sum, { size: bytesOfFile }) => sum + bytesOfFile, 0);
  if (unpacked > MAX_UNPACKED_BYTES) {
    throw new ArchiveRefused(
      `which has ${unpacked} bytes unpacked, expected at most ${MAX_UNPACKED_BYTES} (Lambda's limit); leave out what the runtime has`,
    );
  }
  if (use.hasLayers !== true)
    findHandler(
      files.map(({ name }) => name),
      use,
    );
  return archiveWithHashes(bytes);
}

function contentOf(file: string): Buffer {
  try {
    const { size } = statSync(file);
    if (size <= MAX_ARCHIVE_BYTES) return readFileSync(file);
    throw new ArchiveRefused(
      `which has ${size} bytes, expected at most ${MAX_ARCHIVE_BYTES} (Lambda's limit of an upload); leave out what the runtime has`,
    );
  } catch (error) {
    if (error instanceof ArchiveRefused) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const found = code === "ENOENT" ? "is missing" : `cannot be read (${code})`;
    throw new ArchiveRefused(`which ${found}, expected a zip archive; build it before the synth`);
  }
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

function findHandler(names: readonly string[], { handler, runtime }: ArchiveUse): void {
  const expected = HANDLERS.find(([pattern]) => pattern.test(runtime))?.[1](handler);
  if (expected === undefined || names.some((name) => expected.includes(name))) return;
  throw new ArchiveRefused(
    expected.length === 0
      ? `in which ${runtime} finds no handler ${handler}, expected one like report.run, of file and function; correct handler`
      : `which has no ${expected.join(" and no ")}, expected the file of handler ${handler} at its root; correct handler, or pack the folder's content and not the folder`,
  );
}

/** The files of a handler's module: none where the handler names no module. */
function inFiles(pattern: RegExp, handler: string, endings: readonly string[]): readonly string[] {
  const [, module] = pattern.exec(handler) ?? [];
  return module === undefined ? [] : endings.map((ending) => `${module}${ending}`);
}
