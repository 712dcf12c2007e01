import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { type BundledSources, bundleOptions } from "./bundle-options";

/** The zip format has no time zone and starts here: a constant keeps archives of one commit byte-identical. */
const ARCHIVE_TIME = "1980-01-01T00:00:00";
const UNIX = 3;
const WORLD_READABLE_FILE = 0o100644;

/** fflate reads the date in local time; without a zone the text is local too, on every machine. */
const ZIP_OPTIONS = {
  mtime: new Date(ARCHIVE_TIME),
  os: UNIX,
  attrs: WORLD_READABLE_FILE << 16,
  level: 9,
} as const;

/** Hundreds of times what it takes: only a worker that died without an answer is waited for so long. */
const PATIENCE_MILLISECONDS = 300_000;

/** A deployable function: one bundled file in one zip. */
export interface FunctionArchive {
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, base64: the form Lambda reports as `CodeSha256`. */
  readonly sha256Base64: string;
  /** MD5 of the bytes in capitals, which cdktf names an asset's folder by: without it, it reads the file for each link. */
  readonly assetHash: string;
}

/** An archive in the making. */
interface Making {
  /** Becomes 1 when there is an answer. */
  readonly finished: Int32Array;
  readonly answers: MessagePort;
}

type Answer = { readonly bytes: Uint8Array } | { readonly reason: string };

const makings = new Map<string, Making>();
const archives = new Map<string, FunctionArchive>();
const written = new Set<string>();

/**
 * Begins to make an archive in a thread of its own: esbuild and the compression take about as long as loading cdktf.
 * Nothing is written, so a program that comes to refuse its input leaves nothing behind.
 */
export function startFunctionArchive(sources: BundledSources): void {
  making(sources);
}

function making(sources: BundledSources): Making {
  const known = makings.get(sources.entryFile);
  if (known !== undefined) return known;
  const begun = make(sources);
  makings.set(sources.entryFile, begun);
  return begun;
}

/**
 * One archive per entry file and process: all links deploy the same code. Waits for it, and starts it unless
 * {@link startFunctionArchive} has.
 *
 * @param sources the function's contract, or what it says of the bundle
 * @throws Error with esbuild's messages when the sources cannot be bundled
 */
export function functionArchive(sources: BundledSources): FunctionArchive {
  const { entryFile } = sources;
  const known = archives.get(entryFile);
  if (known !== undefined) return known;
  const bytes = answerOf(sources);
  const archive = {
    bytes,
    sha256Base64: createHash("sha256").update(bytes).digest("base64"),
    assetHash: createHash("md5").update(bytes).digest("hex").toUpperCase(),
  };
  archives.set(entryFile, archive);
  return archive;
}

function make(sources: BundledSources): Making {
  const finished = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const { port1: answers, port2 } = new MessageChannel();
  const worker = new Worker(join(__dirname, "archive-worker.cjs"), {
    // None of this thread's: its loaders would take longer than the work.
    execArgv: [],
    workerData: {
      bundleOptions: bundleOptions(sources),
      zipOptions: ZIP_OPTIONS,
      answers: port2,
      finished,
    },
    transferList: [port2],
  });
  // A program that needs the archive no more ends without it.
  worker.unref();
  answers.unref();
  return { finished, answers };
}

function answerOf(sources: BundledSources): Uint8Array {
  const { finished, answers } = making(sources);
  Atomics.wait(finished, 0, 0, PATIENCE_MILLISECONDS);
  const answer: Answer = receiveMessageOnPort(answers)?.message ?? { reason: "no answer" };
  if ("bytes" in answer) return answer.bytes;
  throw new Error(
    `archive of ${sources.entryFile} was not made (${answer.reason}), expected one bundled file; check the function's sources and esbuild`,
  );
}

/** Writes the archive below the app's output folder, once per process, and returns its path for an asset to pick up. */
export function writeArchive(archive: FunctionArchive, outputFolder: string): string {
  const folder = join(outputFolder, "archives", archive.sha256Base64.replaceAll(/[^0-9A-Za-z]/g, ""));
  const file = join(folder, "function.zip");
  if (written.has(file)) return file;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, archive.bytes);
  written.add(file);
  return file;
}
