"use strict";
/*
 * Runs a command of this project by its door file, as `node --import tsx` does.
 *
 * usage: node synth/command.cjs <file.ts> [argument …]
 */
const { realpathSync } = require("node:fs");
const { basename, join, relative, resolve } = require("node:path");
const { launch } = require("./launch.cjs");
const { takeEnvironment } = require("./named-environment.cjs");

const [door, ...words] = process.argv.splice(2);
process.argv.push(...takeEnvironment(words));

if (door === undefined) {
  process.stderr.write("usage: node synth/command.cjs <file.ts> [argument …]\n");
  process.exitCode = 2;
} else {
  const root = realpathSync(join(__dirname, ".."));
  launch({ name: basename(door, ".ts"), programs: [relative(root, realpathSync(resolve(door)))] });
}
