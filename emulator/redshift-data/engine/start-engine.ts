import { PGlite } from "@electric-sql/pglite";
import { dataDir } from "@electric-sql/pglite-prepopulatedfs";
import { PRELUDE_SQL } from "../sql/prelude/prelude";
import { engineSetting, REDSHIFT_SETTINGS } from "../sql/redshift-settings";
import { keepDatabase, keptDatabase } from "./kept-database";

/** PostgreSQL in this process, as far as a warehouse uses it. */
export type Engine = Pick<PGlite, "exec" | "execProtocol" | "close">;

const SETTINGS: readonly string[] = [
  "timezone=UTC",
  'search_path="$user", public',
  ...Object.entries(REDSHIFT_SETTINGS).map(([name, value]) => `${engineSetting(name)}=${value}`),
];

/** Its own default of 128 MB is filled at each start, which was half of it. The files that it buffers are in memory too. */
const BUFFERS = "shared_buffers=8MB";

/** A segment of the log is made with one write, not grown to its 16 MB by writes of zeros, each of which may copy what is there. */
const LOG_SEGMENTS = "wal_init_zero=off";

/** Each refused statement was written to a log that nobody reads, letter by letter, for longer than the engine took to refuse it. */
const NO_LOG = "log_min_messages=panic";

/** A file in memory: its content, and room behind it that is all zeros. */
interface MemoryFile {
  contents: Uint8Array;
  usedBytes: number;
}

/** The part of the engine's file system that gives files their room. */
interface FileRoom {
  /** Makes room for so many bytes, and for some more as the file grows. */
  expandFileStorage(file: MemoryFile, bytes: number): void;
  resizeFileStorage(file: MemoryFile, bytes: number): void;
}

/**
 * The engine's file system copies a whole file each time that a table is made longer, by half a megabyte at most: a load of a
 * large one was mostly that. It grows with room to spare instead, as a file does that is written to.
 */
function growWithRoom(engine: PGlite): void {
  const { root } = engine.Module.FS as unknown as {
    readonly root: { readonly mount: { readonly type: FileRoom } };
  };
  const room = root.mount.type;
  const resizeExactly = room.resizeFileStorage;
  room.resizeFileStorage = (file, bytes) => {
    if (bytes <= file.usedBytes) resizeExactly(file, bytes);
    else {
      room.expandFileStorage(file, bytes);
      file.usedBytes = bytes;
    }
  };
}

const START_PARAMETERS = [
  ...PGlite.defaultStartParams,
  ...[BUFFERS, LOG_SEGMENTS, NO_LOG, ...SETTINGS].flatMap((setting) => ["-c", setting]),
];

/**
 * Starts PostgreSQL in this process, with an empty database in memory. Its time zone and search path are those of Redshift, wherever
 * the machine is, and it knows Redshift's own settings, functions and system views. Such a database is kept (`kept-database.ts`): to
 * make it of what a package has ready-made takes two thirds of a start.
 *
 * @see https://pglite.dev/docs/api
 */
export async function startEngine(): Promise<Engine> {
  const startedAt = Date.now();
  const identity = JSON.stringify([START_PARAMETERS, PRELUDE_SQL]);
  const kept = keptDatabase(identity);
  const engine = await PGlite.create({
    ...(kept === undefined ? { loadDataDir: await dataDir() } : { fs: kept }),
    startParams: START_PARAMETERS,
  });
  growWithRoom(engine);
  if (kept === undefined) {
    await engine.exec(PRELUDE_SQL);
    await engine.exec("CHECKPOINT");
    keepDatabase(engine, identity, startedAt);
  }
  return engine;
}
