"use strict";
/*
 * Parts of packages that are loaded with the package, and hardly ever used: many of the files that a synth would load. Until something
 * is asked of one, a stand-in is there in its place.
 */
const { existsSync } = require("node:fs");
const Module = require("node:module");
const { join } = require("node:path");

/**
 * Who asks for it, and by which name. cdktf packs folders in a process of its own, and compares versions only of a stack that wants
 * some program; zod has its messages in many languages.
 */
const SELDOM_USED = [
  { askedBy: "node_modules/cdktf/lib/private/fs.js", name: "archiver" },
  { askedBy: "node_modules/cdktf/lib/validations/validate-binary-version.js", name: "semver" },
  { askedBy: "node_modules/zod/v4/core/index.cjs", name: "../locales/index.cjs", isEsModule: true },
];

/** Is what `load` gives, once anything is asked of it but whether it was an ES module. */
function loadedWhenUsed(load, isEsModule) {
  return new Proxy(() => undefined, {
    apply: (_, self, args) => Reflect.apply(load(), self, args),
    get: (_, key) => (isEsModule && key === "__esModule" ? true : Reflect.get(load(), key)),
    has: (_, key) => Reflect.has(load(), key),
    ownKeys: () => Reflect.ownKeys(load()),
    getOwnPropertyDescriptor: (_, key) => {
      const found = Reflect.getOwnPropertyDescriptor(load(), key);
      return found && { ...found, configurable: true };
    },
  });
}

/** A package of another version may have no such part. */
function fileOf(asking, name) {
  try {
    return asking.resolve(name);
  } catch {
    return undefined;
  }
}

function standIn(asking, { name, isEsModule = false }) {
  const file = fileOf(asking, name);
  const { cache } = asking;
  if (file === undefined || cache[file] !== undefined) return;
  const later = new Module(file);
  later.loaded = true;
  later.exports = loadedWhenUsed(() => {
    if (cache[file] === later) delete cache[file];
    return asking(file);
  }, isEsModule);
  cache[file] = later;
}

/**
 * From here on in this process those parts are loaded when they are used. What is loaded already, or is not installed, stays as it is.
 *
 * @param {string} root the project's folder
 */
function loadLater(root) {
  for (const { askedBy, ...part } of SELDOM_USED) {
    const asker = join(root, askedBy);
    if (existsSync(asker)) standIn(Module.createRequire(asker), part);
  }
}

module.exports = { loadLater };
