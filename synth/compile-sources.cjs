"use strict";
/*
 * Our own TypeScript as what Node.js runs, file by file, so that each module stays what it is: `__dirname`, `require` and
 * `require.resolve` mean the source's own place. What only tsx understands is not compiled here.
 */
const { existsSync, readFileSync } = require("node:fs");
const { dirname, join, relative, resolve } = require("node:path");

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
 * @param {readonly string[]} entries where the imports start, relative to it
 * @returns {Promise<Map<string, string> | undefined>} absolute path of each TypeScript file → its JavaScript (CommonJS).
 *   `undefined`: these sources need tsx, be it to say what is wrong with them
 */
async function compileSources(root, entries) {
  const shared = sharedOptions(root);
  let esbuild;
  const { GOGC } = process.env;
  try {
    if (JSON.parse(readFileSync(join(root, "package.json"), "utf8")).type === "module") return undefined;
    esbuild = require("esbuild");
    // esbuild ends before it would need the memory again. Taken back below: others read these variables later.
    process.env.GOGC ??= "off";
    // Only to learn which files there are.
    const { metafile } = await esbuild.build({
      ...shared,
      entryPoints: [...entries],
      bundle: true,
      packages: "external",
      metafile: true,
    });
    const files = Object.keys(metafile.inputs);
    if (!files.every((file) => isPlain(root, file))) return undefined;
    const { outputFiles, warnings } = await esbuild.build({
      ...shared,
      entryPoints: files.filter((file) => file.endsWith(".ts")),
      ...SEPARATE_FILES,
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
  } finally {
    if (GOGC === undefined) delete process.env.GOGC;
    // Its process would otherwise stay for as long as this one.
    await esbuild?.stop();
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
