"use strict";
/*
 * Runs a script of this project's developers, which the first comment of its file that names `npm run` explains. `--help` tells that
 * comment and runs nothing; words that the comment does not take, or takes and misses, run nothing either.
 *
 * usage: node synth/script.cjs <file.ts> [argument …]
 */
const { spawnSync } = require("node:child_process");
const { readFileSync } = require("node:fs");

/** @returns {string} what the file's comment says, without its marks: "`npm run schema`: writes …" */
function purposeOf(file) {
  const comments = readFileSync(file, "utf8").match(/\/\*\*[\s\S]*?\*\//g) ?? [];
  const comment = comments.find((text) => text.includes("`npm run "));
  if (comment === undefined) throw new Error(`${file} has no comment that names npm run`);
  return comment.replace(/^\/\*\*\s*(?:\* )?|\s*\*\/$/g, "").replace(/\n\s*\* ?/g, "\n");
}

/** @param {string[]} args @returns {number} exit code: the script's own, 2 where it was not asked rightly */
function run([file = "", ...words]) {
  const purpose = purposeOf(file);
  if (words.some((word) => word === "--help" || word === "-h")) {
    process.stdout.write(`${purpose}\n`);
    return 0;
  }
  const takesWords = /`npm run [\w-]+ -- /.test(purpose);
  if (takesWords !== words.length > 0) {
    process.stderr.write(
      `${takesWords ? "something is missing" : `unexpected ${words.join(" ")}`}\n\n${purpose}\n`,
    );
    return 2;
  }
  return spawnSync(process.execPath, ["--import", "tsx", file, ...words], { stdio: "inherit" }).status ?? 1;
}

module.exports = { purposeOf };
if (require.main === module) process.exitCode = run(process.argv.slice(2));
