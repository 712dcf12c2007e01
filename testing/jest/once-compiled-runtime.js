const { sep } = require("node:path");
const { setFlagsFromString } = require("node:v8");
const { Script } = require("node:vm");
const Runtime = require("jest-runtime").default;
const { optimiseLater } = require("../../synth/launch.cjs");
const { transformOnce } = require("./transform-once.js");

const INSTALLED = `${sep}node_modules${sep}`;

// Most of what a test file runs it runs a few times: V8's optimiser, on threads beside, costs more than it saves, as in our commands.
if (optimiseLater !== undefined) setFlagsFromString(optimiseLater);

/**
 * Globals that no test replaces. In a sandbox Node.js is asked for a global at every use; as a module's own variables they cost nothing.
 * Not among them: clocks, timers, `process`, `console` and `fetch`.
 */
const UNCHANGED =
  `Object, Array, Map, Set, WeakMap, WeakSet, Promise, Reflect, Symbol, RegExp, Proxy, Function,
  String, Number, Boolean, BigInt, Math, JSON, parseInt, parseFloat, isNaN, encodeURIComponent, decodeURIComponent,
  Error, TypeError, RangeError, SyntaxError, AggregateError, TextEncoder, TextDecoder, URL, URLSearchParams,
  Buffer, ArrayBuffer, DataView, Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array,
  AbortController, AbortSignal`.replace(/\s+/g, " ");

/** They, as the sandbox of a test file has them. */
const UNCHANGED_IN_SANDBOX = new Script(`({ ${UNCHANGED} })`);

/** What this worker has compiled, by file. */
const compiled = new Map();

/**
 * A function of the sandbox's globals, of which the function is made that a module's source is the body of: as a script that runs in
 * any sandbox. The source may declare their names anew.
 */
function scriptOf(source, filename, parameters) {
  const known = compiled.get(filename);
  if (known !== undefined && known.source === source) return known.script;
  // On the first line, so that every line keeps its number.
  const head = `(function ({ ${UNCHANGED} }) { return (function (${parameters.join(", ")}) {`;
  const script = new Script(`${head}${source}\n}); })`, { filename, columnOffset: -head.length });
  compiled.set(filename, { source, script });
  return script;
}

/**
 * Jest's runtime, which reads, transforms and compiles every module anew for every test file, cdktf's and its own included: a third of
 * what most test files cost. Here a worker does it once. Every test file still runs its modules for itself, in a sandbox of its own.
 */
module.exports = class OnceCompiledRuntime extends Runtime {
  constructor(config, environment, resolver, transformer, sources, coverage, testFile, globalConfig) {
    super(config, environment, resolver, transformer, sources, coverage, testFile, globalConfig);
    const { executor, jestGlobals, transformCache } = this;
    if (!globalConfig.watch && !globalConfig.watchAll) transformOnce(transformCache);
    // No package asks for the object of functions that Jest makes for each module.
    const jestObjectFor = jestGlobals.jestObjectFor.bind(jestGlobals);
    jestGlobals.jestObjectFor = (file) => (file.includes(INSTALLED) ? undefined : jestObjectFor(file));
    const compile = executor.compile.bind(executor);
    let unchanged;
    executor.compile = (source, filename) => {
      const sandbox = environment.getVmContext();
      if (sandbox === null) return null;
      try {
        unchanged ??= UNCHANGED_IN_SANDBOX.runInContext(sandbox);
        return scriptOf(source, filename, executor.injectedModuleParameters).runInContext(sandbox)(unchanged);
      } catch (error) {
        // Jest has better words for what cannot be compiled.
        if (error instanceof SyntaxError) return compile(source, filename);
        throw error;
      }
    };
  }
};
