"use strict";
/*
 * The app's command in `cdktf.json`: runs `stacks/preload.ts` and `main.ts`, as
 * `node --import tsx --import ./stacks/preload.ts main.ts` does, from what the last run has kept of them
 * (`content-cache/`). The first run, and each after a change, compiles our sources and records what is loaded.
 *
 * usage: node synth/synth.cjs
 */
const { existsSync, realpathSync } = require("node:fs");
const Module = require("node:module");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");
const { keep, lookUp } = require("../content-cache/content-cache.cjs");
const { insideProject } = require("../content-cache/input-digest.cjs");

const ROOT = realpathSync(join(__dirname, ".."));
const PROGRAMS = ["stacks/preload.ts", "main.ts"];

/** Decide beside the sources what is compiled, and how. */
const COMPILERS = [
  ...["synth/synth.cjs", "synth/compile-sources.cjs", "synth/module-hooks.cjs", "synth/module-pack.cjs"],
  ...[
    "content-cache/content-cache.cjs",
    "content-cache/input-digest.cjs",
    "node_modules/esbuild/lib/main.js",
  ],
  ...["package-lock.json", "node_modules/.package-lock.json"],
];

/** Flags with which somebody loads other programs first, debugs, or asks for the lines of the sources. */
const FLAGS_FOR_TSX =
  /(^|\s)(-r|--(require|import|loader|experimental-loader|enable-source-maps|inspect[\w-]*|preserve-symlinks[\w-]*))(?=[\s=]|$)/;

/** The hooks stand in Node.js' own loader, which changes between these: others are left to tsx until somebody has tried them. */
const TRIED_MAJORS = ["20", "22", "24"];

function needsTsx() {
  if (!TRIED_MAJORS.includes(process.versions.node.split(".")[0])) return true;
  const flags = [...process.execArgv, process.env.NODE_OPTIONS ?? ""].join(" ");
  const names = Object.keys(process.env);
  return (
    FLAGS_FOR_TSX.test(flags) || names.some((name) => name.startsWith("TSX_") || name === "NODE_V8_COVERAGE")
  );
}

async function runThroughTsx() {
  await import("tsx");
  const [preload, main] = PROGRAMS.map((path) => join(ROOT, path));
  await import(pathToFileURL(preload).href);
  process.argv[1] = main;
  Module.runMain();
}

function runPrograms() {
  const [preload, main] = PROGRAMS.map((path) => join(ROOT, path));
  process.argv[1] = main;
  Module._load(preload, null, false);
  Module._load(main, null, true);
}

function buildOf(kind, ...identity) {
  const { NODE_OPTIONS, NODE_PATH, ESBUILD_BINARY_PATH } = process.env;
  const { arch, execArgv, platform, versions } = process;
  const environment = { NODE_OPTIONS, NODE_PATH, ESBUILD_BINARY_PATH };
  return {
    root: ROOT,
    kind,
    identity: JSON.stringify([platform, arch, versions, execArgv, environment, identity]),
  };
}

/** After a run that went well: what a failed one has loaded is not what the next one needs. */
function afterSuccess(work) {
  process.on("exit", (code) => {
    if (code === 0) work();
  });
}

function play({ digest, bytes }) {
  const { playModules } = require("./module-hooks.cjs");
  const { readPack } = require("./module-pack.cjs");
  const build = buildOf("code", digest);
  const code = lookUp(build);
  const pack = readPack(ROOT, bytes, code?.bytes);
  playModules(pack);
  const startedAt = Date.now();
  if (code === undefined) afterSuccess(() => keep({ ...build, files: [], startedAt }, pack.codeCache()));
  runPrograms();
}

async function record(build) {
  const startedAt = Date.now();
  const { compileSources } = require("./compile-sources.cjs");
  const compiled = await compileSources(ROOT, PROGRAMS);
  if (compiled === undefined) return runThroughTsx();
  const { recordModules } = require("./module-hooks.cjs");
  const { packModules } = require("./module-pack.cjs");
  const recorded = recordModules(compiled);
  afterSuccess(() => {
    const recording = recorded();
    const packed = recording && packModules(ROOT, recording);
    const compilers = COMPILERS.map((path) => join(ROOT, path)).filter((path) => existsSync(path));
    const files =
      packed &&
      insideProject(
        ROOT,
        compilers.map((path) => realpathSync(path)),
      );
    if (files !== undefined) {
      keep({ ...build, files: [...new Set([...packed.files, ...files])].sort(), startedAt }, packed.pieces);
    }
  });
  runPrograms();
}

if (needsTsx()) runThroughTsx();
else {
  const build = buildOf("app");
  const kept = lookUp(build);
  if (kept === undefined) record(build);
  else play(kept);
}
