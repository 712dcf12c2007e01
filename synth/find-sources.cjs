"use strict";
/*
 * Which of our files a program loads, by the imports that they name. esbuild would say the same, and takes longer for it than
 * for a synth: it reads all that is imported only to learn the names. What is not found here is compiled when it is loaded,
 * and what is found in vain is compiled for nothing: the list need not be exact.
 */
const { readFileSync, statSync } = require("node:fs");
const { dirname, join, relative, sep } = require("node:path");

/** `import type …` and `export type …` of other files, which leave nothing behind. */
const TYPES_ALONE =
  /\b(?:import|export)\s+type\s+(?:\{[^}]*\}|\*(?:\s+as\s+\w+)?|\w+)\s+from\s*(["'])[^"'\n]+\1/g;

/** A file of ours behind `from`, `import`, `import(…)` or `require(…)`; in a comment or a text it is found in vain. */
const IMPORTED = /\b(?:from|import|require)\s*\(?\s*(["'])(\.\.?(?:\/[^"'\n]*)?)\1/g;

/** As Node.js looks for a file, and TypeScript before what it may be compiled to. */
const ENDINGS = ["", ".ts", ".js", ".json", ".cjs", "/index.ts", "/index.js"];

function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function importsOf(folder, text) {
  return [...text.replace(TYPES_ALONE, "").matchAll(IMPORTED)].flatMap(([, , request]) => {
    const path = join(folder, request);
    const ending = ENDINGS.find((ending) => isFile(path + ending));
    return ending === undefined ? [] : [path + ending];
  });
}

/**
 * @param {string} root the project's folder
 * @param {readonly string[]} entries where the imports start, relative to it
 * @returns {string[]} the entries and all files of ours below them, relative to it, with `/`
 * @throws Error when one cannot be read
 */
function findSources(root, entries) {
  const found = new Set(entries.map((entry) => join(root, entry)));
  for (const file of found) {
    if (!/\.(ts|cjs)$/.test(file)) continue;
    for (const path of importsOf(dirname(file), readFileSync(file, "utf8"))) found.add(path);
  }
  return [...found].map((path) => relative(root, path).replaceAll(sep, "/"));
}

module.exports = { findSources };
