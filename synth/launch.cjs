"use strict";
/*
 * Starts programs of this project, as `node --import tsx` does, from what earlier runs have kept of them
 * (`content-cache/`). The first run, and each after a change, compiles our sources and records what is loaded; a run that
 * loads more than was recorded adds it.
 */
const { existsSync, realpathSync } = require("node:fs");
const Module = require("node:module");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");
const { setFlagsFromString } = require("node:v8");
const { keep, lookUp } = require("../content-cache/content-cache.cjs");
const { insideProject } = require("../content-cache/input-digest.cjs");
const { loadLater } = require("./load-later.cjs");

const ROOT = realpathSync(join(__dirname, ".."));

/** Decide beside the sources what is compiled, and how. */
const COMPILERS = [
  ...["synth/launch.cjs", "synth/compile-sources.cjs", "synth/find-sources.cjs"],
  ...["synth/load-later.cjs", "synth/module-hooks.cjs", "synth/module-pack.cjs"],
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

/**
 * The hooks stand in Node.js' own loader, which changes between these: others are left to tsx until somebody has tried them.
 * Each with the options, by its V8, under which functions have to run about ten times as often before they are optimised: our
 * programs run for seconds, in which that cost a third of their processor time, on threads beside, and saved less.
 */
const TRIED_MAJORS = {
  // The engine of a local account is WebAssembly, of which later V8s too optimise less at first.
  20: "--interrupt-budget=1000000 --wasm-tiering-budget=13000000",
  22: "--invocation-count-for-turbofan=30000",
  24: "--invocation-count-for-turbofan=30000",
};
/**
 * Old memory is collected when it is full, at once: marking it bit by bit began as a synth ended, which then waited for the mark.
 */
const COLLECT_AT_ONCE = "--no-incremental-marking";
/** Those options for this Node.js, if it was tried. */
const optimiseLater = TRIED_MAJORS[process.versions.node.split(".")[0]];

/** Exit codes above these are of a signal: nobody waits for what is kept then. */
const LAST_OWN_EXIT_CODE = 127;

function needsTsx() {
  if (optimiseLater === undefined) return true;
  const flags = [...process.execArgv, process.env.NODE_OPTIONS ?? ""].join(" ");
  const names = Object.keys(process.env);
  return (
    FLAGS_FOR_TSX.test(flags) || names.some((name) => name.startsWith("TSX_") || name === "NODE_V8_COVERAGE")
  );
}

async function runThroughTsx(programs) {
  await import("tsx");
  const paths = programs.map((path) => join(ROOT, path));
  for (const preload of paths.slice(0, -1)) await import(pathToFileURL(preload).href);
  process.argv[1] = paths.at(-1);
  Module.runMain();
}

/** The last one is the main program. */
function runProgram(programs, index) {
  process.argv[1] = join(ROOT, programs.at(-1));
  Module._load(join(ROOT, programs[index]), null, index === programs.length - 1);
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

/**
 * At the end of a run that ended by itself. What a run has loaded that failed is loaded by the next one too; a run that
 * loads more adds to it.
 */
function atEnd({ keptAfter }, work) {
  process.on("exit", (code) => {
    if (code <= keptAfter) work();
  });
}

/** Keeps a pack with the files that it was made of. */
function keepPack(build, startedAt, packed) {
  const compilers = COMPILERS.map((path) => join(ROOT, path)).filter((path) => existsSync(path));
  const files =
    packed &&
    insideProject(
      ROOT,
      compilers.map((path) => realpathSync(path)),
    );
  if (files === undefined) return;
  keep({ ...build, files: [...new Set([...packed.files, ...files])].sort(), startedAt }, packed.pieces);
}

function compileAlone(file) {
  const { compileFile } = require("./compile-sources.cjs");
  return compileFile(ROOT, file);
}

function play(program, build, { digest, bytes }) {
  const startedAt = Date.now();
  const { playModules } = require("./module-hooks.cjs");
  const { packModules, readPack } = require("./module-pack.cjs");
  const codeBuild = buildOf(`${program.name}.code`, digest);
  const code = lookUp(codeBuild);
  const pack = readPack(ROOT, bytes, code?.bytes);
  const recorded = playModules(pack, compileAlone);
  atEnd(program, () => {
    const recording = recorded();
    const packed = recording && packModules(ROOT, recording, pack);
    if (packed !== undefined) keepPack(build, startedAt, packed);
    else if (pack.isCodeOld()) keep({ ...codeBuild, files: [], startedAt }, pack.codeCache());
  });
  for (const index of program.programs.keys()) runProgram(program.programs, index);
}

async function record({ programs, keptAfter }, build) {
  const startedAt = Date.now();
  const { compileSources } = require("./compile-sources.cjs");
  const stages = compileSources(ROOT, programs);
  if (stages === undefined) return runThroughTsx(programs);
  const { recordModules } = require("./module-hooks.cjs");
  const { packModules } = require("./module-pack.cjs");
  const compiled = new Map();
  const { recorded, unhook } = recordModules(compiled, compileAlone);
  atEnd({ keptAfter }, () => {
    const recording = recorded();
    if (recording !== undefined) keepPack(build, startedAt, packModules(ROOT, recording));
  });
  for (const [index, stage] of stages.entries()) {
    const sources = await stage;
    if (sources === undefined) {
      unhook();
      return runThroughTsx(programs.slice(index));
    }
    for (const [file, text] of sources) compiled.set(file, text);
    runProgram(programs, index);
  }
}

/**
 * Runs a program of this project in this process.
 *
 * @param {{ name: string, programs: readonly string[], keptAfter?: number }} program `name`: what it is kept under, of its
 *   own; `programs`: TypeScript files relative to the project, of which the last is the main program and the others are
 *   loaded before it; `keptAfter`: the greatest exit code after which what was loaded is kept, by default any but those of
 *   signals
 */
function launch({ keptAfter = LAST_OWN_EXIT_CODE, ...program }) {
  if (needsTsx()) return void runThroughTsx(program.programs);
  // Before anything is compiled: V8 takes kept code only under the options that it was compiled with.
  setFlagsFromString(optimiseLater);
  setFlagsFromString(COLLECT_AT_ONCE);
  loadLater(ROOT);
  const build = buildOf(program.name, program.programs);
  const kept = lookUp(build);
  if (kept === undefined) void record({ ...program, keptAfter }, build);
  else play({ ...program, keptAfter }, build, kept);
}

module.exports = { launch, optimiseLater };
