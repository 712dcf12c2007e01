"use strict";
/*
 * Recorded modules as a few scripts: one for all packages, because one is read and compiled faster than hundreds, and one
 * for each file of ours, so that an error names the file. V8's own cache of compiled code is kept beside it once a run
 * has shown which functions are used.
 */
const { sep } = require("node:path");
const { Script, constants } = require("node:vm");
const { insideProject } = require("../content-cache/input-digest.cjs");
const { isOurs } = require("./module-hooks.cjs");

const LENGTH_BYTES = 4;

/** Where a source map that stands in the file itself begins. Of cdktf and its providers it is most of each file. */
const SOURCE_MAP = "\n//# sourceMappingURL=data:";

/** The text without the source map at its end: nobody asks for one here, runs that do are tsx's. No line moves. */
function withoutSourceMap(code) {
  const start = code.lastIndexOf(SOURCE_MAP);
  return start < 0 || /\S\s/.test(code.slice(start + SOURCE_MAP.length)) ? code : code.slice(0, start);
}

const wrapped = (code) =>
  `(function (exports, require, module, __filename, __dirname) {${code.replace(/^#!/, "//#!")}\n})`;

// Most texts need one byte a character only, and are then a copy of the file.
const isLatin1 = (text) => /^[\0-\xff]*$/.test(text);

const scriptOptions = (filename) => ({
  filename,
  importModuleDynamically: constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});

/** What an ES module has and CommonJS has not; comments and texts may have it too. */
const ES_MODULE = /(^|[;}/\n])\s*(import|export)\b|\bimport\s*\.\s*meta\b|\bawait\b/;

/** What stands before a place in a comment, from the start of its line: the comment has not ended. */
const IN_COMMENT = /^\s*(\/[/*]|\*)(?!.*\*\/)/;

/**
 * Whether a module imports while it runs. From a script Node.js warns of that on standard error, as experimental, and with
 * V8's kept code it fails. Types in comments are no imports.
 */
function importsLater(code) {
  for (const { index } of code.matchAll(/\bimport\s*\(/g)) {
    const line = code.slice(code.lastIndexOf("\n", index) + 1, index);
    if (!IN_COMMENT.test(line)) return true;
  }
  return false;
}

/** Whether it can be a member of a script. What is written as an ES module cannot, and is loaded as ever. */
function compiles(code) {
  if (importsLater(code)) return false;
  if (!ES_MODULE.test(code)) return true;
  try {
    return new Script(wrapped(code)) !== undefined;
  } catch {
    return false;
  }
}

/** Buffers in one, each by its length. */
function joined(buffers) {
  const lengths = Buffer.alloc(LENGTH_BYTES * (buffers.length + 1));
  lengths.writeUInt32LE(buffers.length, 0);
  for (const [index, { length }] of buffers.entries())
    lengths.writeUInt32LE(length, LENGTH_BYTES * (index + 1));
  return [lengths, ...buffers];
}

function split(bytes) {
  const count = bytes.readUInt32LE(0);
  let offset = LENGTH_BYTES * (count + 1);
  return Array.from({ length: count }, (_, index) => {
    const start = offset;
    offset += bytes.readUInt32LE(LENGTH_BYTES * (index + 1));
    return bytes.subarray(start, offset);
  });
}

/** Scripts of many packages' modules, before those of one file of ours. */
const SHARED_ENCODINGS = ["latin1", "utf16le"];
const BYTES_PER_CHARACTER = { latin1: 1, utf16le: 2 };
const SHARED_START = "[\n";
const SHARED_SEPARATOR = ",\n";

/** Texts as one script that gives a list of functions. */
function sharedScript(encoding, members) {
  return {
    encoding,
    members: members.map(([filename]) => filename),
    lengths: members.map(([, text]) => text.length),
    text: `${SHARED_START}${members.map(([, text]) => text).join(SHARED_SEPARATOR)}]`,
  };
}

/** Resolutions of both, of which the later ones stand. */
function mergedResolutions(some, others) {
  const all = new Map([...some].map(([folder, requests]) => [folder, new Map(requests)]));
  for (const [folder, requests] of others)
    all.set(folder, new Map([...(all.get(folder) ?? []), ...requests]));
  return all;
}

/**
 * @param {string} root the project's folder
 * @param {import("./module-hooks.cjs").Recording} recording
 * @param {ReturnType<typeof readPack>} [earlier] a pack to add it to
 * @returns {{ files: string[], pieces: Buffer[] } | undefined} the recorded files relative to `root`, and the pack;
 *   `undefined` when a file lies outside the project, or when there is nothing to add
 */
function packModules(root, { modules, resolutions }, earlier) {
  const texts = new Map();
  for (const [filename, code] of modules) {
    const text = withoutSourceMap(code);
    if (compiles(text)) texts.set(filename, wrapped(text));
  }
  if (earlier !== undefined && [...texts.keys()].every((filename) => earlier.has(filename))) return undefined;
  const all = new Map([...(earlier?.texts() ?? []), ...texts]);
  const files = insideProject(root, [...all.keys(), ...modules.keys()]);
  if (files === undefined) return undefined;
  const local = (path) => path.slice(root.length + 1);
  const shared = { latin1: [], utf16le: [] };
  const own = [];
  for (const [filename, text] of all) {
    const encoding = isLatin1(text) ? "latin1" : "utf16le";
    if (isOurs(filename)) own.push({ encoding, members: [filename], lengths: [text.length], text });
    else shared[encoding].push([filename, text]);
  }
  const scripts = [...SHARED_ENCODINGS.map((encoding) => sharedScript(encoding, shared[encoding])), ...own];
  const found = mergedResolutions(earlier?.resolutions() ?? [], resolutions);
  const header = {
    scripts: scripts.map(({ encoding, members, lengths }) => ({
      encoding,
      members: members.map(local),
      lengths,
    })),
    // Only of what is loaded from here: whether any other file is there may change unseen.
    resolutions: Object.fromEntries(
      [...found]
        .filter(([folder]) => folder === root || folder.startsWith(root + sep))
        .map(([folder, requests]) => [
          local(folder),
          Object.fromEntries(
            [...requests]
              .filter(([, path]) => all.has(path))
              .map(([request, path]) => [request, local(path)]),
          ),
        ]),
    ),
  };
  return {
    files,
    pieces: joined([
      Buffer.from(JSON.stringify(header)),
      ...scripts.map(({ encoding, text }) => Buffer.from(text, encoding)),
    ]),
  };
}

/**
 * @param {string} root the project's folder
 * @param {Buffer} bytes what {@link packModules} made
 * @param {Buffer} [code] what `codeCache` of an earlier run gave; V8 checks that it is its own
 */
function readPack(root, bytes, code) {
  const [head, ...texts] = split(bytes);
  const [ranBefore = Buffer.from("0"), ...caches] = code === undefined ? [] : split(code);
  const { scripts, resolutions } = JSON.parse(head.toString());
  /** Joined a thousand times in each run, of parts that need no normalising. */
  const inRoot = (path) => (path === "" ? root : root + sep + path);
  const places = new Map();
  for (const [index, { members }] of scripts.entries()) {
    for (const [position, path] of members.entries()) places.set(inRoot(path), { index, position });
  }
  const compiled = [];
  const ran = new Set();
  let isRefused = false;
  const compile = (index) => {
    const { encoding, members } = scripts[index];
    const cachedData = caches[index]?.length > 0 ? caches[index] : undefined;
    const isShared = index < SHARED_ENCODINGS.length;
    try {
      const script = new Script(texts[index].toString(encoding), {
        ...scriptOptions(isShared ? `packages, ${encoding}` : inRoot(members[0])),
        cachedData,
      });
      if (script.cachedDataRejected) isRefused = true;
      const result = script.runInThisContext();
      compiled[index] = { script, functions: isShared ? result : [result] };
    } catch {
      // One of its members is no CommonJS after all: they are loaded from their files.
      compiled[index] = { functions: [] };
    }
    return compiled[index];
  };
  /** Of each module the text that is wrapped into a function already. */
  function* textsOf({ encoding, members, lengths }, index) {
    const width = BYTES_PER_CHARACTER[encoding];
    const isShared = index < SHARED_ENCODINGS.length;
    let start = isShared ? SHARED_START.length * width : 0;
    for (const [position, path] of members.entries()) {
      const end = start + lengths[position] * width;
      yield [inRoot(path), texts[index].subarray(start, end).toString(encoding)];
      start = end + SHARED_SEPARATOR.length * width;
    }
  }
  return {
    has: (filename) => places.has(filename),
    functionOf(filename) {
      const place = places.get(filename);
      if (place === undefined) return undefined;
      ran.add(filename);
      return (compiled[place.index] ?? compile(place.index)).functions[place.position];
    },
    resolve(folder, request) {
      const requests = resolutions[folder.slice(root.length + 1)];
      const path = requests !== undefined && Object.hasOwn(requests, request) ? requests[request] : undefined;
      return path === undefined ? undefined : inRoot(path);
    },
    /** Path → text of every module. */
    texts: () => new Map(scripts.flatMap((script, index) => [...textsOf(script, index)])),
    /** As recorded. */
    resolutions: () =>
      new Map(
        Object.entries(resolutions).map(([folder, requests]) => [
          inRoot(folder),
          new Map(Object.entries(requests).map(([request, path]) => [request, inRoot(path)])),
        ]),
      ),
    /**
     * Whether `code` is to be made anew: this run has needed modules that the run had not of which it is, or V8 has refused it, which
     * may come of another V8 or of options that some run was given in between.
     */
    isCodeOld: () => isRefused || ran.size > Number(ranBefore.toString()),
    /** V8's compiled code of all that has run until now. */
    codeCache() {
      return joined([
        Buffer.from(String(ran.size)),
        ...scripts.map((_, index) => compiled[index]?.script?.createCachedData() ?? Buffer.alloc(0)),
      ]);
    },
  };
}

module.exports = { packModules, readPack };
