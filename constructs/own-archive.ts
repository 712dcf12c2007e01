import { readFileSync, statSync } from "node:fs";
import { archiveWithHashes, type FunctionArchive } from "./function-archive";
import { isIntact, type ZipEntry, zipEntries } from "./zip-entries";

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
 * @throws ArchiveRefused when it cannot be read, is no archive, damaged, too large for Lambda, or without a handler's file that Lambda can read
 */
export function ownArchive(file: string, use: ArchiveUse): FunctionArchive {
  const bytes = contentOf(file);
  const entries = zipEntries(bytes);
  if (entries === undefined)
    throw new ArchiveRefused("which is no zip archive, expected one; build it again");
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  if (unpacked > MAX_UNPACKED_BYTES) {
    throw new ArchiveRefused(
      `which has ${unpacked} bytes unpacked, expected at most ${MAX_UNPACKED_BYTES} (Lambda's limit); leave out what the runtime has`,
    );
  }
  const archive = archiveWithHashes(bytes);
  if (!unpackable.has(archive.sha256Base64)) unpackAll(bytes, entries);
  unpackable.add(archive.sha256Base64);
  if (use.hasLayers !== true) findHandler(entries, use);
  return archive;
}

/** Hashes of archives that were unpacked: the links of a process share them. */
const unpackable = new Set<string>();

function unpackAll(bytes: Buffer, entries: readonly ZipEntry[]): void {
  for (const entry of entries) {
    const name = JSON.stringify(entry.name);
    if (entry.isEncrypted) {
      throw new ArchiveRefused(
        `in which ${name} is encrypted, expected files that Lambda can unpack; build it without a password`,
      );
    }
    if (!isIntact(bytes, entry)) {
      throw new ArchiveRefused(
        `in which ${name} is damaged, expected files that agree with their checksums; build it again`,
      );
    }
  }
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

/** Lambda runs the code as a user who owns none of the files. */
const READABLE = 0o004;
const EXECUTABLE = 0o001;

function findHandler(entries: readonly ZipEntry[], { handler, runtime }: ArchiveUse): void {
  const expected = HANDLERS.find(([pattern]) => pattern.test(runtime))?.[1](handler);
  if (expected === undefined) return;
  const found = entries.find(({ name }) => expected.includes(name));
  if (found !== undefined) {
    checkMode(found, runtime.startsWith("provided") ? READABLE | EXECUTABLE : READABLE);
    return;
  }
  throw new ArchiveRefused(
    expected.length === 0
      ? `in which ${runtime} finds no handler ${handler}, expected one like report.run, of file and function; correct handler`
      : `which has no ${expected.join(" and no ")}, expected the file of handler ${handler} at its root; correct handler, or pack the folder's content and not the folder`,
  );
}

function checkMode({ name, mode }: ZipEntry, needed: number): void {
  if (mode === undefined || (mode & needed) === needed) return;
  const expected = (needed & EXECUTABLE) === 0 ? "644" : "755";
  throw new ArchiveRefused(
    `in which ${name} has mode ${mode.toString(8).padStart(3, "0")}, expected one with which everybody can use it, such as ${expected}; set it before you pack the file`,
  );
}

/** The files of a handler's module: none where the handler names no module. */
function inFiles(pattern: RegExp, handler: string, endings: readonly string[]): readonly string[] {
  const [, module] = pattern.exec(handler) ?? [];
  return module === undefined ? [] : endings.map((ending) => `${module}${ending}`);
}
