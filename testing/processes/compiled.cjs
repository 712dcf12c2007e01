"use strict";
/*
 * `node --require` of this runs TypeScript as tsx does, in a third of its processor time: each file is compiled once per
 * content and run of the tests. What starts a command dozens of times starts it so; that npm starts it, with tsx, other tests
 * know.
 */
const { createHash, randomUUID } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { setFlagsFromString } = require("node:v8");
const { optimiseLater } = require("../../synth/launch.cjs");

// As npm starts it.
if (optimiseLater !== undefined) setFlagsFromString(optimiseLater);

/** In the run's own folder alone: what is found there is run. */
const { TEST_RUN_FOLDER } = process.env;
if (TEST_RUN_FOLDER === undefined)
  throw new Error("TEST_RUN_FOLDER is not set, expected to be started by a test");
const CACHE = join(TEST_RUN_FOLDER, "compiled");

function compiled(text, filename) {
  const file = join(CACHE, `${createHash("sha256").update(filename).update(text).digest("hex")}.cjs`);
  try {
    return readFileSync(file, "utf8");
  } catch {
    const { transformSync } = require("@swc/core");
    const { code } = transformSync(text, {
      filename,
      jsc: { target: "es2022", parser: { syntax: "typescript" } },
      module: { type: "commonjs" },
    });
    mkdirSync(CACHE, { recursive: true });
    // Renamed into its place: another process may be reading.
    const unfinished = join(CACHE, randomUUID());
    writeFileSync(unfinished, code);
    renameSync(unfinished, file);
    return code;
  }
}

require.extensions[".ts"] = (module, filename) => {
  module._compile(compiled(readFileSync(filename, "utf8"), filename), filename);
};
