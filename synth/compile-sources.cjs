"use strict";
/*
 * Our own TypeScript as what Node.js runs, file by file, so that each module stays what it is: `__dirname`, `require` and
 * `require.resolve` mean the source's own place. What only tsx understands is not compiled here.
 */
const { existsSync, readFileSync } = require("node:fs");
const { dirname, join, relative, resolve } = require("node:path");
const { findSources } = require("./find-sources.cjs");

/** Nothing is written there: esbuild names its output by it. */
const OUTPUT = "out";

/** Endings that Node.js tries before `.ts`, where tsx takes the TypeScript. */
const TRIED_BEFORE = [".js", ".json", ".node"];

/** As tsx does: names of classes and functions are what the sources say, `import()` may load TypeScript. */
const SEPARATE_FILES = { keepNames: true, supported: { "dynamic-import": false } };

function sharedOptions(root) {
  return {
    absWorkingDir: root,
    outdir: OUTPUT,
    write: false,
    platform: "node",
    format: "cjs",
    target: `node${process.versions.node}`,
    tsconfig: join(root, "tsconfig.json"),
    logLevel: "silent",
  };
}

/** Whether Node.js finds and loads the file as tsx does, once it is JavaScript. */
function isPlain(root, file) {
  if (!/\.(ts|js|cjs|json)$/.test(file)) return false;
  // One of its own may say that the files below are ES modules.
  for (let folder = dirname(file); folder !== "."; folder = dirname(folder)) {
    if (existsSync(join(root, folder, "package.json"))) return false;
  }
  const stem = join(root, file.replace(/\.ts$/, ""));
  return !file.endsWith(".ts") || TRIED_BEFORE.every((ending) => !existsSync(`${stem}${ending}`));
}

/**
 * @param {string} root the project's folder
 * @param {readonly string[]} programs relative to it
 * @returns {Promise<Map<string, string> | undefined>[] | undefined} of each program what those before it do not load: absolute path of
 *   each TypeScript file → its JavaScript (CommonJS). All are compiled at once, so that one runs while the next is compiled.
 *   `undefined`: these sources need tsx, be it to say what is wrong with them
 */
function compileSources(root, programs) {
  const { GOGC } = process.env;
  try {
    if (JSON.parse(readFileSync(join(root, "package.json"), "utf8")).type === "module") return undefined;
    const found = programs.map((program) => findSources(root, [program]));
    if (!found.flat().every((file) => isPlain(root, file))) return undefined;
    const esbuild = require("esbuild");
    // esbuild ends before it would need the memory again. Taken back below: others read these variables later.
    process.env.GOGC ??= "off";
    const known = new Set();
    const stages = found.map((files) => {
      const sources = files.filter((file) => file.endsWith(".ts") && !known.has(file));
      for (const file of sources) known.add(file);
      return compileFiles(esbuild, root, sources);
    });
    // Its process would otherwise stay for as long as this one.
    void Promise.all(stages).then(() => esbuild.stop());
    return stages;
  } catch {
    return undefined;
  } finally {
    if (GOGC === undefined) delete process.env.GOGC;
  }
}

async function compileFiles(esbuild, root, files) {
  try {
    const { outputFiles, warnings } = await esbuild.build({
      ...sharedOptions(root),
      ...SEPARATE_FILES,
      entryPoints: files,
      outbase: root,
    });
    if (warnings.length > 0) return undefined;
    return new Map(
      outputFiles.map(({ path, text }) => [
        join(root, relative(resolve(root, OUTPUT), path).replace(/\.js$/, ".ts")),
        text,
      ]),
    );
  } catch {
    return undefined;
  }
}

/**
 * One TypeScript file that no import leads to, as {@link compileSources} compiles it. It is asked for while modules load, which
 * cannot wait.
 *
 * @param {string} root the project's folder
 * @param {string} file absolute
 * @returns {string | undefined} its JavaScript (CommonJS). `undefined`: it needs tsx, be it to say what is wrong with it
 */
function compileFile(root, file) {
  const path = relative(root, file);
  if (path.startsWith("..") || path.split("/").includes("node_modules") || !isPlain(root, path))
    return undefined;
  try {
    const { outputFiles, warnings } = require("esbuild").buildSync({
      ...sharedOptions(root),
      ...SEPARATE_FILES,
      entryPoints: [path],
    });
    return warnings.length === 0 ? outputFiles[0].text : undefined;
  } catch {
    return undefined;
  }
}

module.exports = { compileFile, compileSources };
