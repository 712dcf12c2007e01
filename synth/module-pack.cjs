"use strict";
/*
 * Recorded modules as a few scripts: one for all packages, because one is read and compiled faster than hundreds, and one
 * for each file of ours, so that an error names the file. V8's own cache of compiled code is kept beside it once a run
 * has shown which functions are used.
 */
const { join, sep } = require("node:path");
const { Script, constants } = require("node:vm");
const { insideProject } = require("../content-cache/input-digest.cjs");
const { isOurs } = require("./module-hooks.cjs");

const LENGTH_BYTES = 4;

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

/** Whether it can be a member of a script. What is written as an ES module cannot, and is loaded as ever. */
function compiles(code) {
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

/**
 * @param {string} root the project's folder
 * @param {import("./module-hooks.cjs").Recording} recording
 * @returns {{ files: string[], pieces: Buffer[] } | undefined} the recorded files relative to `root`, and the pack;
 *   `undefined` when a file lies outside the project
 */
function packModules(root, { modules, resolutions }) {
  if (insideProject(root, modules.keys()) === undefined) return undefined;
  const local = (path) => path.slice(root.length + 1);
  const scripts = { latin1: [], utf16le: [] };
  const own = [];
  for (const [filename, code] of modules) {
    if (!compiles(code)) continue;
    const encoding = isLatin1(code) ? "latin1" : "utf16le";
    if (isOurs(filename)) own.push({ encoding, members: [filename], text: wrapped(code) });
    else scripts[encoding].push([filename, wrapped(code)]);
  }
  const shared = Object.entries(scripts).map(([encoding, members]) => ({
    encoding,
    members: members.map(([filename]) => filename),
    text: `[\n${members.map(([, text]) => text).join(",\n")}]`,
  }));
  const all = [...shared, ...own];
  const packed = new Set(all.flatMap(({ members }) => members));
  const header = {
    scripts: all.map(({ encoding, members }) => ({ encoding, members: members.map(local) })),
    // Only of what is loaded from here: whether any other file is there may change unseen.
    resolutions: Object.fromEntries(
      [...resolutions]
        .filter(([folder]) => folder === root || folder.startsWith(root + sep))
        .map(([folder, requests]) => [
          local(folder),
          Object.fromEntries(
            [...requests]
              .filter(([, path]) => packed.has(path))
              .map(([request, path]) => [request, local(path)]),
          ),
        ]),
    ),
  };
  return {
    files: insideProject(root, modules.keys()),
    pieces: joined([
      Buffer.from(JSON.stringify(header)),
      ...all.map(({ encoding, text }) => Buffer.from(text, encoding)),
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
  const caches = code === undefined ? [] : split(code);
  const { scripts, resolutions } = JSON.parse(head.toString());
  const places = new Map();
  for (const [index, { members }] of scripts.entries()) {
    for (const [position, path] of members.entries()) places.set(join(root, path), { index, position });
  }
  const compiled = [];
  const compile = (index) => {
    const { encoding, members } = scripts[index];
    const cachedData = caches[index]?.length > 0 ? caches[index] : undefined;
    const isShared = index < 2;
    try {
      const script = new Script(texts[index].toString(encoding), {
        ...scriptOptions(isShared ? `packages, ${encoding}` : join(root, members[0])),
        cachedData,
      });
      const result = script.runInThisContext();
      compiled[index] = { script, functions: isShared ? result : [result] };
    } catch {
      // One of its members is no CommonJS after all: they are loaded from their files.
      compiled[index] = { functions: [] };
    }
    return compiled[index];
  };
  return {
    functionOf(filename) {
      const place = places.get(filename);
      if (place === undefined) return undefined;
      return (compiled[place.index] ?? compile(place.index)).functions[place.position];
    },
    resolve(folder, request) {
      const requests = resolutions[folder.slice(root.length + 1)];
      const path = requests !== undefined && Object.hasOwn(requests, request) ? requests[request] : undefined;
      return path === undefined ? undefined : join(root, path);
    },
    /** V8's compiled code of all that has run until now. */
    codeCache() {
      return joined(
        scripts.map((_, index) => compiled[index]?.script?.createCachedData() ?? Buffer.alloc(0)),
      );
    },
  };
}

module.exports = { packModules, readPack };
