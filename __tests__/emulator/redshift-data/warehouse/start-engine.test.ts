import { PGlite } from "@electric-sql/pglite";
import { startEngine } from "../../../../emulator/redshift-data/warehouse/start-engine";

const BLOCK = 8192;
const MEGABYTES = 2 * 1024 * 1024;

/** A file that is being made longer, as the engine does for a table. */
test("a table that grows is not copied as a whole each time, and what is new is zeros", async () => {
  const engine = await startEngine();
  try {
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
  } finally {
    await engine.close();
  }
});
