"use strict";
const { spawnSync } = require("node:child_process");

/**
 * Process id of the guard that a program's run has now, by the program's mark (`guarded-processes.cjs`), which begins with that of the
 * run; `undefined` where none runs.
 */
function guardOf(mark) {
  const command = `guard.cjs ${mark.slice(0, mark.lastIndexOf(":"))}`;
  const { stdout } = spawnSync("ps", ["-A", "-ww", "-o", "pid=,args="], { encoding: "utf8" });
  const line = stdout.split("\n").find((text) => mark !== "" && text.includes(command));
  return line && Number.parseInt(line, 10);
}

module.exports = { guardOf };
