"use strict";
/*
 * Runs a program for as long as whoever started it lives. The starter holds the other end of standard input; when it
 * closes, because the starter asked for it or was killed, the program is interrupted and, after a grace period, the
 * whole process group is killed (Terraform's provider plugins included). Plain JavaScript: it must start fast.
 *
 * usage: node guard.cjs <graceMilliseconds> <program> [argument …], as leader of its own process group
 */
const { spawn } = require("node:child_process");

const [graceMilliseconds, program, ...programArguments] = process.argv.slice(2);
const child = spawn(program, programArguments, { stdio: ["ignore", "inherit", "inherit"] });

function stop() {
  child.kill("SIGINT");
  setTimeout(() => process.kill(-process.pid, "SIGKILL"), Number(graceMilliseconds));
}

process.stdin.on("end", stop).on("error", stop).resume();
// Ctrl-C in a terminal reaches only the foreground group; one sent to this group by hand must not orphan the child.
process.on("SIGINT", stop).on("SIGTERM", stop);
child.on("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.on("exit", (code) => process.exit(code ?? 1));
