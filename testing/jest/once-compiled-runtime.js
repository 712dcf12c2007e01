const { sep } = require("node:path");
const { setFlagsFromString } = require("node:v8");
const { Script } = require("node:vm");
const Runtime = require("jest-runtime").default;
const { optimiseLater } = require("../../synth/launch.cjs");

const INSTALLED = `${sep}node_modules${sep}`;

// Most of what a test file runs it runs a few times: V8's optimiser, on threads beside, costs more than it saves, as in our commands.
if (optimiseLater !== undefined) setFlagsFromString(optimiseLater);

/** Sources of installed packages that this worker has read. No test writes there. */
const installedSources = new Map();

/** What this worker has compiled, by file. */
const compiled = new Map();

/** Jest's own memory of what a test file has read; what no test changes it hands on to the next test file. */
class ReadSources extends Map {
  has(file) {
    return super.has(file) || installedSources.has(file);
  }

  get(file) {
    return super.get(file) ?? installedSources.get(file);
  }

  set(file, source) {
    if (file.includes(INSTALLED)) installedSources.set(file, source);
    return super.set(file, source);
  }
}

/** The function that a module's source is the body of, as a script that runs in any sandbox. */
function scriptOf(source, filename, parameters) {
  const known = compiled.get(filename);
  if (known !== undefined && known.source === source) return known.script;
  // On the first line, so that every line keeps its number.
  const head = `(function (${parameters.join(", ")}) {`;
  const script = new Script(`${head}${source}\n})`, { filename, columnOffset: -head.length });
  compiled.set(filename, { source, script });
  return script;
}

/**
 * Jest's runtime, which reads and compiles every module anew for every test file, cdktf's and its own included: a third of what
 * most test files cost. Here a worker does it once. Every test file still runs its modules for itself, in a sandbox of its own.
 */
module.exports = class OnceCompiledRuntime extends Runtime {
  constructor(config, environment, resolver, transformer, sources, ...rest) {
    super(config, environment, resolver, transformer, new ReadSources(sources), ...rest);
    const { executor } = this;
    const compile = executor.compile.bind(executor);
    executor.compile = (source, filename) => {
      const sandbox = environment.getVmContext();
      if (sandbox === null) return null;
      try {
        return scriptOf(source, filename, executor.injectedModuleParameters).runInContext(sandbox);
      } catch (error) {
        // Jest has better words for what cannot be compiled.
        if (error instanceof SyntaxError) return compile(source, filename);
        throw error;
      }
    };
  }
};
