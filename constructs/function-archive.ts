import { createHash } from "node:crypto";
import { mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { CachedBuild, ContentCache } from "../content-cache/content-cache-types";
import { type BundledSources, bundleOptions } from "./bundle-options";

/** The zip format has no time zone and starts here: a constant keeps archives of one commit byte-identical. */
const ARCHIVE_TIME = "1980-01-01T00:00:00";
const UNIX = 3;
const WORLD_READABLE_FILE = 0o100644;

/** How files are put into an archive. fflate reads the date in local time; without a zone the text is local too, on every machine. */
export const ZIP_OPTIONS = {
  mtime: new Date(ARCHIVE_TIME),
  os: UNIX,
  attrs: WORLD_READABLE_FILE << 16,
  level: 9,
} as const;

/** Many times what a thread takes to start, on a machine that does much else. */
const START_PATIENCE_MILLISECONDS = 60_000;
/** Hundreds of times what it takes: every end of a thread that has started answers, but for one that runs out of memory. */
const PATIENCE_MILLISECONDS = 300_000;

/** A deployable function: one bundled file in one zip. */
export interface FunctionArchive {
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, base64: the form Lambda reports as `CodeSha256`. */
  readonly sha256Base64: string;
  /** MD5 of the bytes in capitals, which cdktf names an asset's folder by: without it, it reads the file for each link. */
  readonly assetHash: string;
}

/** A function's sources cannot be bundled. */
export class ArchiveNotMade extends Error {
  /** @param reason esbuild's messages, each with file, line and column */
  constructor(
    entryFile: string,
    readonly reason: string,
  ) {
    super(
      `archive of ${entryFile} was not made (${reason}), expected one bundled file; check the function's sources and esbuild`,
    );
  }
}

/** How far a thread has come. */
const STARTED = 1;
const ANSWERED = 2;

/**
 * What a thread runs first. Given as text, so that a program that is missing or cannot be read is an answer too, and not
 * a thread that died in silence.
 */
const THREAD = `
const { program, work, answers, state } = require("node:worker_threads").workerData;
const reach = (stage) => {
  Atomics.store(state, 0, stage);
  Atomics.notify(state, 0);
};
let answered = false;
const answer = (message) => {
  if (answered) return;
  answered = true;
  answers.postMessage(message);
  reach(${ANSWERED});
};
process.once("exit", (code) => answer({ reason: "its thread ended with " + code }));
reach(${STARTED});
try {
  const { bytes, keep } = require(program).makeArchive(work);
  answer({ bytes });
  keep();
} catch (error) {
  answer({ reason: String(error instanceof SyntaxError ? error.stack : (error?.message ?? error)) });
}
`;

/** An archive in the making. */
interface Making {
  readonly worker: Worker;
  /** {@link STARTED}, then {@link ANSWERED}. */
  readonly state: Int32Array;
  readonly answers: MessagePort;
}

type Answer = { readonly bytes: Uint8Array } | { readonly reason: string };

const { lookUp }: ContentCache = require("../content-cache/content-cache.cjs");

/** Whether an archive may come from the cache of earlier synths. */
export interface ArchiveOptions {
  /** @default true */
  readonly cached?: boolean;
}

const makings = new Map<string, Making>();
const archives = new Map<string, FunctionArchive>();
const written = new Set<string>();

/**
 * Begins to make an archive in a thread of its own, unless the cache has it: esbuild and the compression take about as
 * long as loading cdktf. Nothing is written but the cache, so a program that comes to refuse its input leaves nothing
 * behind.
 */
export function startFunctionArchive(sources: BundledSources): void {
  if (!archives.has(keyOf(sources)) && kept(sources) === undefined) making(sources, true);
}

/**
 * One archive per entry file and process: all links deploy the same code. From the cache where no byte of what it was
 * made from has changed; otherwise waits for it, and starts it unless {@link startFunctionArchive} has.
 *
 * @param sources the function's contract, or what it says of the bundle
 * @throws ArchiveNotMade with esbuild's messages when the sources cannot be bundled
 */
export function functionArchive(
  sources: BundledSources,
  { cached = true }: ArchiveOptions = {},
): FunctionArchive {
  const key = keyOf(sources);
  const known = archives.get(key) ?? (cached && !makings.has(key) ? kept(sources) : undefined);
  return known ?? remember(key, answerOf(sources.entryFile, making(sources, cached)));
}

/** One file may be the handler of two runtimes, of which one refuses it. */
function keyOf({ entryFile, mostParameters }: BundledSources): string {
  return JSON.stringify([entryFile, mostParameters]);
}

function remember(key: string, bytes: Uint8Array): FunctionArchive {
  const archive = archiveWithHashes(bytes);
  archives.set(key, archive);
  return archive;
}

/** An archive by its bytes. */
export function archiveWithHashes(bytes: Uint8Array): FunctionArchive {
  return {
    bytes,
    sha256Base64: createHash("sha256").update(bytes).digest("base64"),
    assetHash: createHash("md5").update(bytes).digest("hex").toUpperCase(),
  };
}

function kept(sources: BundledSources): FunctionArchive | undefined {
  const found = lookUp(buildOf(sources));
  return found && remember(keyOf(sources), found.bytes);
}

function buildOf(sources: BundledSources): CachedBuild {
  const options = bundleOptions(sources);
  const { ESBUILD_BINARY_PATH = "" } = process.env;
  return {
    root: realpathSync(options.absWorkingDir),
    kind: "archive",
    identity: JSON.stringify([
      process.version,
      process.platform,
      ESBUILD_BINARY_PATH,
      options,
      ZIP_OPTIONS,
      sources.exportedName,
      sources.mostParameters,
    ]),
  };
}

function making(sources: BundledSources, cached: boolean): Making {
  const key = keyOf(sources);
  const known = makings.get(key);
  if (known !== undefined) return known;
  const begun = make(sources, cached);
  makings.set(key, begun);
  return begun;
}

function make(sources: BundledSources, cached: boolean): Making {
  const state = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const { port1: answers, port2 } = new MessageChannel();
  const worker = new Worker(THREAD, {
    eval: true,
    // None of this thread's: its loaders would take longer than the work.
    execArgv: [],
    workerData: {
      program: join(__dirname, "archive-worker.cjs"),
      work: {
        bundleOptions: bundleOptions(sources),
        zipOptions: ZIP_OPTIONS,
        exportedName: sources.exportedName,
        mostParameters: sources.mostParameters,
        ...(cached ? { build: buildOf(sources) } : {}),
      },
      answers: port2,
      state,
    },
    transferList: [port2],
  });
  // A program that needs the archive no more ends without it.
  worker.unref();
  answers.unref();
  return { worker, state, answers };
}

function answerOf(entryFile: string, { worker, state, answers }: Making): Uint8Array {
  Atomics.wait(state, 0, 0, START_PATIENCE_MILLISECONDS);
  const started = Atomics.load(state, 0) !== 0;
  if (started) Atomics.wait(state, 0, STARTED, PATIENCE_MILLISECONDS);
  const answer: Answer = receiveMessageOnPort(answers)?.message ?? {
    reason: started ? "no answer" : "its thread did not start",
  };
  if ("bytes" in answer) {
    // It keeps the archive now, for which a program that ends by itself waits.
    worker.ref();
    return answer.bytes;
  }
  throw new ArchiveNotMade(entryFile, answer.reason);
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
