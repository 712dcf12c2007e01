"use strict";
/*
 * Bundles a function and zips the bundle, beside the thread that will wait for it. Every end of this file answers and
 * wakes that thread. Plain JavaScript: a worker does not inherit the loader that reads TypeScript.
 *
 * workerData: see function-archive.ts
 */
const { workerData } = require("node:worker_threads");

const { bundleOptions, zipOptions, answers, finished } = workerData;

function archive() {
  const { buildSync } = require("esbuild");
  const { zipSync } = require("fflate");
  const { outputFiles } = buildSync({ ...bundleOptions, write: false });
  return zipSync({ "index.js": outputFiles[0].contents }, zipOptions);
}

try {
  answers.postMessage({ bytes: archive() });
} catch (error) {
  answers.postMessage({ reason: String(error?.message ?? error) });
}
Atomics.store(finished, 0, 1);
Atomics.notify(finished, 0);
