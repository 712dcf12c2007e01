"use strict";
/*
 * Runs a program for as long as whoever started it lives. The starter holds the other end of standard input; when it
 * closes, because the starter asked for it or was killed, the program is interrupted and, after a grace period, killed.
 * However the program ended, nothing that it started outlives it (Terraform that dies of a closed pipe leaves its provider
 * plugins). Plain JavaScript: it must start fast.
 *
 * usage: node guard.cjs <graceMilliseconds> <program> [argument …], as leader of its own process group
 */
const { spawn } = require("node:child_process");
const { MARK_VARIABLE, endLeft, guardedProcesses, guardOf, killGuarded } = require("./guarded-processes.cjs");

const [graceMilliseconds, program, ...programArguments] = process.argv.slice(2);
const guard = guardOf(process.pid, process.env[MARK_VARIABLE]);
const child = spawn(program, programArguments, { stdio: ["ignore", "inherit", "inherit"] });

let isStopping = false;
function stop() {
  if (isStopping) return;
  isStopping = true;
  // Remembers what the program has started: it may die before that does.
  guardedProcesses(guard);
  child.kill("SIGINT");
  setTimeout(() => void killGuarded(guard), Number(graceMilliseconds));
}

process.stdin.on("end", stop).on("error", stop).resume();
// Ctrl-C in a terminal reaches only the foreground group; one sent to this group by hand must not orphan the child.
process.on("SIGINT", stop).on("SIGTERM", stop).on("SIGHUP", stop);
child.on("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.on("exit", (code) => void endLeft(guard).then(() => process.exit(code ?? 1)));
