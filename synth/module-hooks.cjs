"use strict";
/*
 * How Node.js finds and loads modules, with our compiled sources and what an earlier run has recorded in between.
 * Whatever is neither is found and loaded as ever; what only tsx understands is left to tsx.
 */
const { readFileSync } = require("node:fs");
const Module = require("node:module");
const { isAbsolute, sep } = require("node:path");

/** Node.js' own ways, before any hook. */
const native = {
  compile: Module.prototype._compile,
  js: Module._extensions[".js"],
  json: Module._extensions[".json"],
  resolve: Module._resolveFilename,
};

let tsxIsLoaded = false;

/** From here on tsx finds and loads what these hooks do not. */
function loadTsx() {
  if (tsxIsLoaded) return;
  tsxIsLoaded = true;
  require("tsx/cjs");
  process.setSourceMapsEnabled(false);
}

const isOurs = (file) => !file.includes(`${sep}node_modules${sep}`);

/** Runs what loads a module; a module that is no CommonJS is loaded by tsx. */
function orByTsx(load) {
  return (module, filename) => {
    try {
      load(module, filename);
    } catch (error) {
      if (error?.code !== "ERR_REQUIRE_ESM" || tsxIsLoaded) throw error;
      loadTsx();
      Module._extensions[".js"](module, filename);
    }
  };
}

function byTsx(ending) {
  return (module, filename) => {
    loadTsx();
    Module._extensions[ending](module, filename);
  };
}

/** A file that no import leads to, such as one that the links file names, is compiled by itself; tsx takes what that cannot. */
function byItself(compileFile) {
  return (module, filename) => {
    const content = tsxIsLoaded ? undefined : compileFile(filename);
    if (content === undefined) byTsx(".ts")(module, filename);
    else module._compile(content, filename);
  };
}

/** As Node.js finds a file, and tsx what it does not. */
function findOrByTsx(request, parent, isMain, options) {
  try {
    return native.resolve.call(this, request, parent, isMain, options);
  } catch (error) {
    // Of packages many ask for what may not be there. Ours are written for tsx, which finds more: `./x.js` as `x.ts`.
    if (error?.code !== "MODULE_NOT_FOUND" || tsxIsLoaded || !isOurs(parent?.filename ?? "")) throw error;
    loadTsx();
    return Module._resolveFilename(request, parent, isMain, options);
  }
}

/**
 * Has everything recorded that is compiled and found from here on.
 *
 * @returns {Recording}
 * @typedef {{ modules: Map<string, string>, resolutions: Map<string, Map<string, string>> }} Recording `modules`: path →
 *   JavaScript; `resolutions`: folder of the importing file → what it asked for → path
 */
function startRecording() {
  const modules = new Map();
  const resolutions = new Map();
  Module.prototype._compile = function compile(content, filename, ...rest) {
    modules.set(filename, content);
    return native.compile.call(this, content, filename, ...rest);
  };
  return { modules, resolutions };
}

function recordJson(modules) {
  return (module, filename) => {
    native.json(module, filename);
    const text = readFileSync(filename, "utf8").replace(/^\uFEFF/, "");
    modules.set(filename, `module.exports = JSON.parse(${JSON.stringify(text)});`);
  };
}

/** Finds by `resolve`, and records what it found. */
function recordFound(resolutions, resolve) {
  return function resolveFilename(request, parent, isMain, options) {
    const found = resolve.call(this, request, parent, isMain, options);
    if (options === undefined && parent?.path && isAbsolute(found)) {
      const folder = parent.path;
      if (!resolutions.has(folder)) resolutions.set(folder, new Map());
      resolutions.get(folder).set(request, found);
    }
    return found;
  };
}

/**
 * Loads our sources as compiled, and records all that is loaded.
 *
 * @param {ReadonlyMap<string, string>} compiled path of each TypeScript file → its JavaScript
 * @param {(file: string) => string | undefined} compileFile any other TypeScript file → its JavaScript; `undefined`: tsx loads it
 * @returns {{ recorded: () => Recording | undefined, unhook: () => void }} what was recorded until then, `undefined` when tsx had to
 *   help; and Node.js' own ways again, after which nothing counts as recorded
 */
function recordModules(compiled, compileFile) {
  const { modules, resolutions } = startRecording();
  Module._extensions[".js"] = orByTsx(native.js);
  Module._extensions[".json"] = recordJson(modules);
  Module._extensions[".ts"] = (module, filename) => {
    const content = compiled.get(filename);
    if (content === undefined) byItself(compileFile)(module, filename);
    else module._compile(content, filename);
  };
  Module._extensions[".mjs"] ??= byTsx(".mjs");
  Module._resolveFilename = recordFound(resolutions, findOrByTsx);
  let isHooked = true;
  const recorded = () => {
    if (tsxIsLoaded || !isHooked) return undefined;
    // Not needed by this run, but found by following the imports: another run may take another branch.
    for (const [filename, content] of compiled) if (!modules.has(filename)) modules.set(filename, content);
    return { modules, resolutions };
  };
  const unhook = () => {
    isHooked = false;
    Module.prototype._compile = native.compile;
    Module._resolveFilename = native.resolve;
    Object.assign(Module._extensions, { ".js": native.js, ".json": native.json });
    for (const ending of [".ts", ".mjs"]) delete Module._extensions[ending];
  };
  return { recorded, unhook };
}

/** The `require` of one module, as Node.js makes it. */
function requireOf(module) {
  const require = (request) => module.require(request);
  require.resolve = (request, options) => Module._resolveFilename(request, module, false, options);
  require.resolve.paths = (request) => Module._resolveLookupPaths(request, module);
  require.main = process.mainModule;
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
}

/**
 * Loads what was recorded, and everything else as ever, which is recorded now.
 *
 * @param {{ functionOf(filename: string): Function | undefined, resolve(folder: string, request: string): string | undefined }} pack
 *   `functionOf`: a module as the function that Node.js wraps it into
 * @returns {() => Recording | undefined} what was not in the pack; `undefined` when tsx had to help
 */
function playModules(pack, compileFile) {
  const { modules, resolutions } = startRecording();
  const recorded = (otherwise) => (module, filename) => {
    const run = pack.functionOf(filename);
    if (run === undefined) return otherwise(module, filename);
    const { exports } = module;
    run.call(exports, exports, requireOf(module), module, filename, module.path);
  };
  Module._extensions[".js"] = recorded(orByTsx(native.js));
  Module._extensions[".json"] = recorded(recordJson(modules));
  Module._extensions[".ts"] = recorded(byItself(compileFile));
  Module._extensions[".mjs"] ??= byTsx(".mjs");
  const find = recordFound(resolutions, findOrByTsx);
  Module._resolveFilename = function resolveFilename(request, parent, isMain, options) {
    const known = options === undefined && parent?.path ? pack.resolve(parent.path, request) : undefined;
    return known ?? find.call(this, request, parent, isMain, options);
  };
  return () => (tsxIsLoaded ? undefined : { modules, resolutions });
}

module.exports = { isOurs, playModules, recordModules };
