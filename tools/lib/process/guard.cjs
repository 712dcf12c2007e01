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
const processes = require("./guarded-processes.cjs");

const [graceMilliseconds, program, ...programArguments] = process.argv.slice(2);
// No longer "node": killing all of that name ends the run, and this process must then end what the run started.
process.title = ["guard.cjs", ...process.argv.slice(2)].join(" ");

const mark = process.env[processes.MARK_VARIABLE];
const guard = processes.guardOf(process.pid, mark);
const child = spawn(program, programArguments, {
  stdio: ["ignore", "inherit", "inherit"],
  env: { ...process.env, [processes.MARK_VARIABLE]: processes.markOfProgram(mark, process.pid) },
});

let isStopping = false;
function stop() {
  if (isStopping) return;
  isStopping = true;
  // Remembers what the program has started: it may die before that does.
  processes.guardedProcesses(guard);
  child.kill("SIGINT");
  setTimeout(() => void processes.killGuarded(guard), Number(graceMilliseconds));
}

process.stdin.on("end", stop).on("error", stop).resume();
// Ctrl-C in a terminal reaches only the foreground group; one sent to this group by hand must not orphan the child.
process.on("SIGINT", stop).on("SIGTERM", stop).on("SIGHUP", stop);
child.on("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.on("exit", (code) => void processes.endLeft(guard).then(() => process.exit(code ?? 1)));
