"use strict";
/*
 * Bundles a function and zips the bundle, in a thread of its own. Plain JavaScript: a worker does not inherit the loader
 * that reads TypeScript.
 */
const { existsSync, readFileSync, realpathSync } = require("node:fs");
const { join } = require("node:path");
const { keep } = require("../content-cache/content-cache.cjs");
const { insideProject } = require("../content-cache/input-digest.cjs");
const { exportedNoHandler } = require("./exported-handler.cjs");

/** What esbuild only warns of, and what fails as soon as it is run: in the bundle it is empty, or is not what the source says. */
const FAILING = new Set([
  ...["empty-import-meta", "commonjs-variable-in-esm", "import-is-undefined"],
  ...["call-import-namespace", "assign-to-constant", "assign-to-import"],
]);

/** What makes an archive of the sources, and so decides its bytes as they do. */
function programs(root) {
  const ours = [
    ...["archive-worker.cjs", "exported-handler.cjs", "function-archive.ts", "bundle-options.ts"],
    ...["../content-cache/content-cache.cjs", "../content-cache/input-digest.cjs"],
  ].map((name) => join(__dirname, name));
  const locks = ["package-lock.json", "node_modules/.package-lock.json"].map((name) => join(root, name));
  return [
    ...ours,
    require.resolve("esbuild"),
    require.resolve("fflate"),
    ...locks.filter((file) => existsSync(file)),
  ];
}

/**
 * @param {{ bundleOptions: object, zipOptions: object, exportedName?: string, mostParameters?: number, build?: { root: string, kind: string, identity: string } }} work see
 *   function-archive.ts; without `build` the archive is not kept for the next synth
 * @returns {{ bytes: Uint8Array, keep: () => void }} the archive, and what keeps it for the next synth: whoever waits for the archive need
 *   not wait for that
 * @throws Error with esbuild's messages when the sources cannot be bundled
 */
function makeArchive({ bundleOptions, zipOptions, exportedName, mostParameters, build }) {
  const startedAt = Date.now();
  // In this thread: esbuild would start one more, and leave its process running.
  process.env.ESBUILD_WORKER_THREADS = "0";
  // Of esbuild, which ends before it would need the memory again. The variables are a copy of this thread's.
  process.env.GOGC ??= "off";
  const { buildSync } = require("esbuild");
  const { zipSync } = require("fflate");
  const { outputFiles, metafile, warnings } = buildSync({ ...bundleOptions, metafile: true, write: false });
  const failing = warnings.filter(({ id }) => FAILING.has(id));
  if (failing.length > 0) throw new Error(failing.map(shownWarning).join("\n"));
  if (exportedName !== undefined) checkExport(buildSync, bundleOptions, exportedName, mostParameters);
  const bytes = zipSync({ "index.js": outputFiles[0].contents }, zipOptions);
  return {
    bytes,
    keep() {
      if (build === undefined) return;
      const { root } = build;
      // esbuild has followed the links of its inputs already.
      const inputs = Object.keys(metafile.inputs).map((path) => join(root, path));
      const files = insideProject(root, [...inputs, ...programs(root).map((path) => realpathSync(path))]);
      if (files !== undefined) keep({ ...build, files, startedAt }, [bytes]);
    },
  };
}

/** As esbuild writes its errors. */
function shownWarning({ location, text }) {
  const place = location === null ? "" : `${location.file}:${location.line}:${location.column}: `;
  return `${place}${text}`;
}

/**
 * Only the form of ES modules says what an entry exports. What is written as CommonJS says it when it runs: here only that it
 * cannot export a name which it never writes, where it passes on nothing of other modules. In both, what is plainly no function
 * is none that Lambda can call.
 */
function checkExport(buildSync, bundleOptions, exportedName, mostParameters) {
  const { metafile, outputFiles } = buildSync({
    ...bundleOptions,
    format: "esm",
    packages: "external",
    minify: false,
    metafile: true,
    write: false,
  });
  const [{ entryPoint, exports }] = Object.values(metafile.outputs);
  const text = readFileSync(join(bundleOptions.absWorkingDir, entryPoint), "utf8");
  const isCommonJs = metafile.inputs[entryPoint].format === "cjs";
  const kind = exportedNoHandler(outputFiles[0].text, exportedName, isCommonJs, mostParameters);
  if (kind !== undefined) {
    const line =
      text
        .split("\n")
        .findIndex((one) => new RegExp(`^(?!\\s*(?://|/?\\*)).*\\b${exportedName}\\b`).test(one)) + 1;
    const place = line === 0 ? entryPoint : `${entryPoint}:${line}`;
    const most =
      mostParameters === undefined
        ? ""
        : `; this runtime takes no callback, so at most ${mostParameters} parameters`;
    throw new Error(`${place}: ${exportedName} is ${kind}, expected a function that Lambda can call${most}`);
  }
  if (exports.includes(exportedName)) return;
  if (isCommonJs && new RegExp(`\\b(?:${exportedName}|require|import)\\b`).test(text)) return;
  const found = isCommonJs ? `no ${exportedName}` : exports.join(", ") || "nothing";
  throw new Error(`${entryPoint} exports ${found}, expected ${exportedName}`);
}

module.exports = { makeArchive };
