"use strict";
/*
 * One digest of everything a build was made from: what each file holds, and which names stand beside it, because a new
 * name can be found in place of the old one (`x.ts` before `x/index.ts`, a nested `node_modules`). Nothing is believed
 * of times or sizes. Plain JavaScript: it runs before anything that reads TypeScript is loaded.
 */
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const { dirname, join, sep } = require("node:path");

/** Names that decide how modules are found, wherever they stand. */
const CONTENTS = ["package.json", "tsconfig.json"];
const ALWAYS = new Set(["node_modules", ...CONTENTS]);
/** Yarn's Plug'n'Play takes over every look-up; it is searched for up to the root of the file system. */
const PLUG_AND_PLAY = [".pnp.cjs", ".pnp.js", ".pnp.data.json", ".pnp.loader.mjs"];

/** Files that are changed within a tick of the clock may carry an older time. */
const CLOCK_TICK_MILLISECONDS = 20;

/** What a folder is looked at for: every name that starts with one of these, or every name at all. */
function foldersOf(files) {
  const folders = new Map();
  for (const file of files) {
    let path = file;
    while (path !== "") {
      const cut = path.lastIndexOf("/");
      const folder = path.slice(0, Math.max(cut, 0));
      const name = path.slice(cut + 1);
      const stem = name.replace(/(?<=.)\.[^.]*$/, "");
      const known = folders.get(folder);
      // Then the folders above are known as well.
      if (known?.has(stem)) break;
      if (known === undefined) folders.set(folder, new Set([stem]));
      else known.add(stem);
      path = folder;
    }
  }
  return folders;
}

/** Whether a name can be what an import of one of these stems finds: itself, or itself with endings. */
function isCandidate(name, stems) {
  if (ALWAYS.has(name) || stems.has(name)) return true;
  for (let dot = name.indexOf(".", 1); dot > 0; dot = name.indexOf(".", dot + 1)) {
    if (stems.has(name.slice(0, dot))) return true;
  }
  return PLUG_AND_PLAY.includes(name);
}

/** Kind and name of a folder's entries, links with their targets; what is hidden in a `node_modules` is no package. */
function namesIn(root, folder, isWanted) {
  let entries;
  try {
    entries = fs.readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    return [`unreadable ${error.code}`];
  }
  const names = [];
  for (const entry of entries) {
    if (!isWanted(entry.name)) continue;
    if (entry.isSymbolicLink()) {
      names.push(`${entry.name} -> ${fs.readlinkSync(join(root, folder, entry.name))}`);
    } else names.push(entry.isDirectory() ? `${entry.name}/` : entry.name);
  }
  return names.sort();
}

const isPackageOrScope = (name) => !name.startsWith(".");

/**
 * Every folder to look at, with the names that matter in it. A `node_modules` on the way matters as a whole.
 *
 * @param {string} root the project's folder, absolute and without links
 * @param {readonly string[]} files the inputs, relative to it, with `/`
 * @returns {Generator<[folder: string, names: string[]]>}
 */
function* listings(root, files) {
  for (const [folder, stems] of foldersOf(files)) {
    // Read with the folder that it stands in.
    if (/(^|\/)node_modules$/.test(folder)) continue;
    const names = namesIn(root, folder, (name) => isCandidate(name, stems));
    yield [folder, names];
    const modules = folder === "" ? "node_modules" : `${folder}/node_modules`;
    if (!names.includes("node_modules/")) continue;
    const packages = namesIn(root, modules, isPackageOrScope);
    yield [modules, packages];
    for (const name of packages) {
      if (name.startsWith("@") && name.endsWith("/")) {
        yield [`${modules}/${name}`, namesIn(root, `${modules}/${name}`, isPackageOrScope)];
      }
    }
  }
}

/** Plug'n'Play files above the project. */
function plugAndPlayAbove(root) {
  const found = [];
  for (let folder = dirname(root); ; folder = dirname(folder)) {
    found.push(...PLUG_AND_PLAY.map((name) => join(folder, name)).filter((file) => fs.existsSync(file)));
    if (folder === dirname(folder)) return found;
  }
}

/** A file that grows while it is read is read as far as it was long at first; its time then says that it is new. */
function contentOf(path, buffer) {
  let descriptor;
  try {
    descriptor = fs.openSync(path, "r");
  } catch (error) {
    return `unreadable ${error.code}`;
  }
  try {
    const length = fs.readSync(descriptor, buffer, 0, buffer.length, 0);
    return length < buffer.length ? buffer.subarray(0, length) : fs.readFileSync(path);
  } catch (error) {
    return `unreadable ${error.code}`;
  } finally {
    fs.closeSync(descriptor);
  }
}

/**
 * @param {string} root as above
 * @param {readonly string[]} files the inputs. `package.json` and `tsconfig.json` of every folder above one are added here
 * @param {Iterable<[string, string[]]>} listed the {@link listings} of both
 * @param {string} identity what else decides the result: versions, options
 * @returns {string} SHA-256 in hexadecimal
 * @throws Error when an input says that there are others
 */
function inputDigest(root, files, listed, identity) {
  const bytes = createHash("sha256");
  const buffer = Buffer.allocUnsafe(1 << 20);
  const folders = [...listed];
  const contents = new Set(files);
  for (const [folder, names] of folders) {
    for (const name of CONTENTS.filter((name) => names.includes(name)))
      contents.add(folder === "" ? name : `${folder}/${name}`);
  }
  // Each by its length: no two lists of files give the same bytes.
  const lengths = [...contents].sort().map((file) => {
    const content = contentOf(`${root}/${file}`, buffer);
    if (/^(?!.*node_modules\/)(.*\/)?tsconfig\.json$/.test(file) && content.includes('"extends"')) {
      throw new Error(`${file} extends another file, which is not looked at`);
    }
    if (typeof content === "string") return [file, content];
    bytes.update(content);
    return [file, content.length];
  });
  const about = [identity, root, plugAndPlayAbove(root), folders, lengths, bytes.digest("hex")];
  return createHash("sha256").update(JSON.stringify(about)).digest("hex");
}

/**
 * Whether anything that {@link inputDigest} looks at may have changed since a moment: a build that read the old text must
 * not be kept under the digest of the new one.
 *
 * @param {number} startedAt milliseconds since 1970, before the build read its first file
 */
function hasChangedSince(root, files, listed, startedAt) {
  const isNew = (path) => {
    const found = fs.lstatSync(join(root, path), { throwIfNoEntry: false });
    return found === undefined || found.ctimeMs >= startedAt - CLOCK_TICK_MILLISECONDS;
  };
  if (files.some(isNew)) return true;
  for (const [folder, names] of listed) {
    for (const name of names) {
      // The folder of the cache stands in it, so that keeping one entry changes its time.
      if (folder === "" && name === "node_modules/") continue;
      if (isNew(join(folder, name.replace(/ -> .*$|\/$/s, "")))) return true;
    }
  }
  return false;
}

/**
 * Paths of inputs as the digest takes them, or `undefined` where one lies outside the project, which is not looked at.
 *
 * @param {string} root as above
 * @param {Iterable<string>} paths absolute, without links
 */
function insideProject(root, paths) {
  const inside = [];
  for (const path of paths) {
    if (!path.startsWith(root + sep)) return undefined;
    inside.push(path.slice(root.length + 1).replaceAll(sep, "/"));
  }
  return [...new Set(inside)].sort();
}

module.exports = { hasChangedSince, inputDigest, insideProject, listings };
