"use strict";
/*
 * What was built once, kept below the project's own `node_modules/.cache`. An entry is named by the digest of all it was
 * built from, so an old one is never found, and begins with the SHA-256 of what it holds, so a damaged one is not used.
 * Whatever goes wrong here costs only time: nothing is found, or nothing is kept.
 */
const { createHash, randomBytes } = require("node:crypto");
const fs = require("node:fs");
const { join } = require("node:path");
const { hasChangedSince, inputDigest, listings } = require("./input-digest.cjs");

/** Where it is, below a project. */
const FOLDER = "node_modules/.cache/cross-account-redshift-data-api";
/** A handful of branches, and of commands that synthesize with other options. */
const ENTRIES_PER_KIND = 6;
const ABANDONED_MILLISECONDS = 3_600_000;
const SHA256_BYTES = 32;

const sha256 = (bytes) => createHash("sha256").update(bytes).digest();

/** The folder, unless a link on the way leads out of the project: a cache of one checkout is its own. */
function folderOf(root) {
  const isFolder = (path) =>
    fs.lstatSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isFolder("node_modules")) return undefined;
  for (const path of ["node_modules/.cache", FOLDER]) {
    if (fs.lstatSync(join(root, path), { throwIfNoEntry: false }) !== undefined && !isFolder(path))
      return undefined;
  }
  return join(root, FOLDER);
}

/** Which files are inputs is known only of the last build: the list says what to look at, and is itself no proof. */
function listFile(folder, kind, identity) {
  return join(folder, `${kind}-${sha256(identity).toString("hex").slice(0, 32)}.inputs.json`);
}

function entryFile(folder, kind, digest) {
  return join(folder, `${kind}-${digest}.entry`);
}

function isListOfFiles(value) {
  return (
    Array.isArray(value) && value.every((path) => typeof path === "string" && !path.split("/").includes(".."))
  );
}

/**
 * What was kept for these inputs, as they are now.
 *
 * @param {{ root: string, kind: string, identity: string }} build `root`: the project's folder, without links; `kind`: of
 *   what; `identity`: everything but files that decides the result (versions, options)
 * @returns {{ digest: string, bytes: Buffer } | undefined} `undefined`: to be built
 */
function lookUp({ root, kind, identity }) {
  try {
    const folder = folderOf(root);
    if (folder === undefined) return undefined;
    const files = JSON.parse(fs.readFileSync(listFile(folder, kind, identity), "utf8"));
    if (!isListOfFiles(files)) return undefined;
    const digest = inputDigest(root, files, listings(root, files), identity);
    const entry = fs.readFileSync(entryFile(folder, kind, digest));
    const bytes = entry.subarray(SHA256_BYTES);
    return sha256(bytes).equals(entry.subarray(0, SHA256_BYTES)) ? { digest, bytes } : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all: others read the same names meanwhile. */
function writeWhole(file, pieces) {
  const temporary = `${file}.${process.pid}-${randomBytes(6).toString("hex")}.tmp`;
  const descriptor = fs.openSync(temporary, "wx", 0o600);
  try {
    try {
      for (const piece of pieces) fs.writeFileSync(descriptor, piece);
    } finally {
      fs.closeSync(descriptor);
    }
    fs.renameSync(temporary, file);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}

/** Keeps the newest entries of a kind, and removes what killed processes left half written. */
function removeOld(folder, kind) {
  const files = fs
    .readdirSync(folder)
    .filter((name) => name.startsWith(`${kind}-`))
    .map((name) => ({ file: join(folder, name), name, time: fs.statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  const of = (ending) => files.filter(({ name }) => name.endsWith(ending));
  const old = [
    ...of(".entry").slice(ENTRIES_PER_KIND),
    ...of(".inputs.json").slice(ENTRIES_PER_KIND),
    ...of(".tmp").filter(({ time }) => Date.now() - time > ABANDONED_MILLISECONDS),
  ];
  for (const { file } of old) fs.rmSync(file, { force: true });
}

/**
 * Keeps what was built, unless an input has changed since the build began.
 *
 * @param {{ root: string, kind: string, identity: string, files: readonly string[], startedAt: number }} build as for
 *   {@link lookUp}; `files`: every input, relative to the project; `startedAt`: milliseconds since 1970, before the
 *   first was read
 * @param {readonly Uint8Array[]} bytes in pieces
 * @returns {string | undefined} the digest it is kept under, `undefined`: it is not kept
 */
function keep({ root, kind, identity, files, startedAt }, bytes) {
  try {
    const folder = folderOf(root);
    if (folder === undefined) return undefined;
    const listed = [...listings(root, files)];
    const digest = inputDigest(root, files, listed, identity);
    // Asked last: what changed while it was read is new by now.
    if (hasChangedSince(root, files, listed, startedAt)) return undefined;
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const hash = createHash("sha256");
    for (const piece of bytes) hash.update(piece);
    writeWhole(entryFile(folder, kind, digest), [hash.digest(), ...bytes]);
    writeWhole(listFile(folder, kind, identity), [JSON.stringify(files)]);
    removeOld(folder, kind);
    return digest;
  } catch {
    return undefined;
  }
}

module.exports = { FOLDER, keep, lookUp };
