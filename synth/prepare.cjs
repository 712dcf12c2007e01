"use strict";
/*
 * Fills the cache of the synth (`content-cache/`): npm runs it at the end of `npm ci`, so that the first synth finds what
 * it would otherwise make. A script that fails, or is left out (`npm ci --ignore-scripts`), costs that time and nothing
 * else: it says nothing and always ends with 0.
 *
 * usage: node synth/prepare.cjs
 */
const { spawnSync } = require("node:child_process");
const { mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

/** The first run keeps what was compiled and bundled, the second one V8's form of it. */
const RUNS = 2;

try {
  const folder = mkdtempSync(join(tmpdir(), "prepare-synth-"));
  try {
    for (let run = 0; run < RUNS; run++) {
      const { status } = spawnSync(process.execPath, [join(__dirname, "synth.cjs")], {
        cwd: join(__dirname, ".."),
        env: { ...process.env, CDKTF_OUTDIR: folder },
        stdio: "ignore",
      });
      if (status !== 0) break;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
} catch {
  // A temporary folder that cannot be written to says so to whoever needs it.
}
