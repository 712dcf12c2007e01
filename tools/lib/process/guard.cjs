"use strict";
/*
 * Guards the programs of one run: they live no longer than the run does. The run holds the other end of standard input and writes
 * there, a line of JSON each, what it starts and what has ended; when it closes, because the run has ended or was killed, every
 * program that is left is interrupted and, after its grace period, killed, with all that it started (Terraform that dies of a
 * closed pipe leaves its provider plugins); then the folders are removed that the run has left. Plain JavaScript: it must start fast.
 *
 * usage: node guard.cjs <mark of the run>, as leader of its own session
 */
// First of all: the run decides when its programs end, and is told of these too.
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => undefined);
const [runMark] = process.argv.slice(2);
// No longer "node": killing all of that name ends the run, and this process must then end what the run started.
process.title = `guard.cjs ${runMark}`;

const { rmSync } = require("node:fs");
const processes = require("./guarded-processes.cjs");

/** Mark → the program, how long it has for its own end, and whether it was asked to end. A number of a process may be given again. */
const guarded = new Map();

/** What the run made to work in. */
const folders = new Set();

function follow({ ended, folder, removed, ...told }) {
  if (ended !== undefined) guarded.delete(ended);
  else if (folder !== undefined) folders.add(folder);
  else if (removed !== undefined) folders.delete(removed);
  else guarded.set(told.program.mark, told);
}

function removeFolder(folder) {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // The next run tries again.
  }
}

let isEnding = false;
async function endAll() {
  if (isEnding) return;
  isEnding = true;
  await Promise.all(
    [...guarded.values()].map(({ program, graceMilliseconds, isInterrupted }) =>
      processes.endProgram(processes.guardedProgram(program), graceMilliseconds, isInterrupted),
    ),
  );
  // Started by a run that was killed before it could tell.
  await processes.killMarked(runMark);
  // Last: until then something was written there.
  folders.forEach(removeFolder);
  process.exit();
}

let unread = "";
process.stdin
  .setEncoding("utf8")
  .on("data", (text) => {
    const lines = (unread + text).split("\n");
    unread = lines.pop();
    for (const line of lines) follow(JSON.parse(line));
  })
  .on("end", endAll)
  .on("error", endAll);
