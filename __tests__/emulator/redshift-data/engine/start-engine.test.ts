import { PGlite } from "@electric-sql/pglite";
import { type Engine, startEngine } from "../../../../emulator/redshift-data/engine/start-engine";

const BLOCK = 8192;
const MEGABYTES = 2 * 1024 * 1024;

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.close());

/** Both halve the start of an engine, which nothing else shows. */
test("an engine fills no large buffers at its start, and writes no zeros into a segment of its log", async () => {
  const shown = await engine.exec("SHOW shared_buffers; SHOW wal_init_zero");
  expect(shown.flatMap(({ rows }) => rows)).toEqual([{ shared_buffers: "8MB" }, { wal_init_zero: "off" }]);
});

/** A file that is being made longer, as the engine does for a table. */
test("a table that grows is not copied as a whole each time, and what is new is zeros", async () => {
  if (!(engine instanceof PGlite)) throw new Error("the engine is not PGlite");
  const { FS } = engine.Module;
  FS.writeFile("/grown", new Uint8Array(MEGABYTES).fill(1));
  const contents = () => (FS.lookupPath("/grown", {}).node as unknown as { contents: Uint8Array }).contents;
  FS.truncate("/grown", MEGABYTES + BLOCK);
  const before = contents();
  FS.truncate("/grown", MEGABYTES + 2 * BLOCK);
  const file = FS.readFile("/grown");
  expect(contents()).toBe(before);
  expect(file).toHaveLength(MEGABYTES + 2 * BLOCK);
  expect(file.subarray(0, MEGABYTES).every((byte: number) => byte === 1)).toBe(true);
  expect(file.subarray(MEGABYTES).every((byte: number) => byte === 0)).toBe(true);
  // What was cut off does not come back.
  FS.truncate("/grown", BLOCK);
  FS.truncate("/grown", 2 * BLOCK);
  expect(
    FS.readFile("/grown")
      .subarray(BLOCK)
      .every((byte: number) => byte === 0),
  ).toBe(true);
});
