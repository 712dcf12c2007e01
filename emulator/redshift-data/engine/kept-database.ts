import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { EmscriptenBuiltinFilesystem } from "@electric-sql/pglite/basefs";
import type { CachedBuild, ContentCache } from "../../../content-cache/content-cache-types";

const { keep, lookUp }: ContentCache = require("../../../content-cache/content-cache.cjs");

/** Where the engine has its database. */
const DATABASE_FOLDER = "/pglite/data";
/** Of the engine that runs: another one writes its own. */
const LOCK_FILE = "/postmaster.pid";

const ROOT = join(__dirname, "../../..");
/** All that an empty database comes from, beside what its maker did to it. */
const INPUTS = [
  ...["index.cjs", "pglite.data", "pglite.wasm"].map(
    (name) => `node_modules/@electric-sql/pglite/dist/${name}`,
  ),
  "node_modules/@electric-sql/pglite-prepopulatedfs/dist/prepopulatedfs.tgz",
];

const LENGTH_BYTES = 4;

/** A file of a database, or a folder, which has no size. Paths are relative to the database's. */
interface Entry {
  readonly path: string;
  /** The file's, with zeros at its end, which are not kept. */
  readonly size?: number;
  readonly keptBytes?: number;
}

interface FileNode {
  readonly mode: number;
  /** A folder's by name; a file's bytes, with room behind them. */
  readonly contents: Record<string, FileNode> | Uint8Array | null;
  readonly usedBytes: number;
}

/** The part of the engine's file system, Emscripten's, that is used here (https://emscripten.org/docs/api_reference/Filesystem-API.html). */
interface FileSystem {
  isDir(mode: number): boolean;
  lookupPath(path: string): { readonly node: FileNode };
  mkdir(path: string, mode: number): void;
  mkdirTree(path: string, mode: number): void;
  writeFile(path: string, bytes: Uint8Array, options: { mode: number; canOwn: boolean }): void;
}

function fileSystemOf(engine: PGlite | undefined): FileSystem {
  if (engine === undefined) throw new Error("the engine has no file system yet");
  return engine.Module.FS as unknown as FileSystem;
}

function buildOf(identity: string, project: string): CachedBuild | undefined {
  const root = realpathSync(project);
  // Packages that are elsewhere are nothing that the cache could compare.
  return INPUTS.every((file) => existsSync(join(root, file)))
    ? { root, kind: "database", identity }
    : undefined;
}

/** A database as an engine begins with it: its files are in memory, and its own. */
class KeptDatabase extends EmscriptenBuiltinFilesystem {
  constructor(
    private readonly entries: readonly Entry[],
    private bytes: Uint8Array,
  ) {
    super();
  }

  override async initialSyncFs(): Promise<void> {
    const files = fileSystemOf(this.pg);
    files.mkdirTree(DATABASE_FOLDER, 0o700);
    let position = 0;
    for (const { path, size, keptBytes = 0 } of this.entries) {
      if (size === undefined) files.mkdir(DATABASE_FOLDER + path, 0o700);
      else {
        const file = new Uint8Array(size);
        file.set(this.bytes.subarray(position, position + keptBytes));
        position += keptBytes;
        files.writeFile(DATABASE_FOLDER + path, file, { mode: 0o600, canOwn: true });
      }
    }
    // The engine lives for longer than anybody needs them.
    this.bytes = new Uint8Array();
  }
}

/**
 * The file system of an engine that begins with the database that {@link keepDatabase} was given for the same identity.
 *
 * @param identity what its maker did to it, and how it is run
 * @param project whose cache it is in. @default this one
 * @returns `undefined`: to be made
 */
export function keptDatabase(identity: string, project = ROOT): EmscriptenBuiltinFilesystem | undefined {
  const build = buildOf(identity, project);
  const found = build && lookUp(build);
  if (found === undefined) return undefined;
  const { buffer, byteOffset, byteLength } = found.bytes;
  const start = LENGTH_BYTES + new DataView(buffer, byteOffset, byteLength).getUint32(0);
  const entries = JSON.parse(Buffer.from(found.bytes.subarray(LENGTH_BYTES, start)).toString("utf8"));
  return new KeptDatabase(entries, found.bytes.subarray(start));
}

/**
 * Keeps a database for engines to come. Where that is not possible, they make it anew.
 *
 * @param engine has made a checkpoint since it last wrote
 * @param startedAt milliseconds since 1970, before the first file of the engine was read
 * @param project into whose cache. @default this one
 */
export function keepDatabase(engine: PGlite, identity: string, startedAt: number, project = ROOT): void {
  const build = buildOf(identity, project);
  if (build === undefined) return;
  const entries: Entry[] = [];
  const pieces: Uint8Array[] = [];
  const files = fileSystemOf(engine);
  const visit = (folder: string, node: FileNode): void => {
    for (const [name, child] of Object.entries(node.contents as Record<string, FileNode>)) {
      const path = `${folder}/${name}`;
      if (path === LOCK_FILE) continue;
      if (files.isDir(child.mode)) {
        entries.push({ path });
        visit(path, child);
      } else {
        const bytes = withoutLastZeros(child);
        entries.push({ path, size: child.usedBytes, keptBytes: bytes.length });
        pieces.push(bytes);
      }
    }
  };
  visit("", files.lookupPath(DATABASE_FOLDER).node);
  const listed = Buffer.from(JSON.stringify(entries));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(listed.length);
  keep({ ...build, files: INPUTS, startedAt }, [length, listed, ...pieces]);
}

function withoutLastZeros({ contents, usedBytes }: FileNode): Uint8Array {
  const bytes = (contents ?? new Uint8Array()) as Uint8Array;
  let end = usedBytes;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end);
}
