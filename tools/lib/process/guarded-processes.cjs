"use strict";
/*
 * Finds and ends what a guarded program started and did not end itself. A process belongs to a guard when it is in the
 * guard's group, when it carries the guard's mark in its environment (a session of its own, or a dead parent, does not
 * take that away), when its parent belongs to it, or when it was found before. What runs under a guard of its own is left
 * to that one.
 */
const { spawnSync } = require("node:child_process");
const { existsSync, readdirSync, readFileSync } = require("node:fs");

/** Variable with the mark of a guard in the environment of what it starts. `run-guarded.ts` sets it. */
const MARK_VARIABLE = "GUARDED_BY";
const POLL_MILLISECONDS = 20;
/** How long what is left has for its own end. */
const LEFT_MILLISECONDS = 1_000;
/** Longest wait for killed processes; one in the middle of a system call may take a moment. */
const KILLED_MILLISECONDS = 5_000;

function read(file) {
  try {
    return readFileSync(file, "latin1");
  } catch {
    // The process has ended, or is somebody else's.
    return "";
  }
}

/** Processes as Linux tells them; those that have ended and wait for their parent are none. */
function listedByProc() {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = read(`/proc/${name}/stat`);
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      const [state, parent, group] = fields;
      if (stat === "" || state === "Z" || state === "X") return [];
      const start = `${MARK_VARIABLE}=`;
      const variable = read(`/proc/${name}/environ`)
        .split("\0")
        .find((entry) => entry.startsWith(start));
      const mark = variable?.slice(start.length);
      return [{ id: Number(name), parent: Number(parent), group: Number(group), mark, start: fields[19] }];
    });
}

/** Processes where there is no `/proc` (macOS), without their marks. */
function listedByPs() {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,pgid=,stat="], { encoding: "utf8" });
  return (stdout ?? "").split("\n").flatMap((line) => {
    const [id, parent, group, state = "Z"] = line.trim().split(/\s+/);
    return state.startsWith("Z") ? [] : [{ id: Number(id), parent: Number(parent), group: Number(group) }];
  });
}

/** A guard, by its process id and its mark, and when each process that was found to be its own has started. */
function guardOf(guardId, mark) {
  return { guardId, mark, found: new Map() };
}

/** What belongs to a guard and runs, apart from the guard and this process; remembered, because parents die. */
function guardedProcesses({ guardId, mark, found: known }) {
  const all = existsSync("/proc/self/stat") ? listedByProc() : listedByPs();
  const owned = new Set([guardId]);
  for (const { id, start } of all) {
    if (known.has(id) && known.get(id) === start) owned.add(id);
  }
  let size;
  do {
    size = owned.size;
    for (const { id, parent, group, mark: found } of all) {
      const isMarked = found !== undefined && found === mark;
      const isBelow = owned.has(parent) && (found === undefined || isMarked);
      if (group === guardId || isMarked || isBelow) owned.add(id);
    }
  } while (owned.size > size);
  const guarded = all.filter(({ id }) => owned.has(id) && id !== guardId && id !== process.pid);
  for (const { id, start } of guarded) known.set(id, start);
  return guarded;
}

function send(processes, signal) {
  for (const { id } of processes) {
    try {
      process.kill(id, signal);
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** Waits until nothing is found any more; false when there is still something at the end of the time. */
async function areGone(find, milliseconds) {
  const deadline = Date.now() + milliseconds;
  while (find().length > 0) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
  return true;
}

/** Kills everything of a guard, and what is started meanwhile. */
async function killGuarded(guard) {
  await areGone(() => {
    const left = guardedProcesses(guard);
    send(left, "SIGKILL");
    return left;
  }, KILLED_MILLISECONDS);
}

/** Ends what a program that has ended has left: asks, then kills. */
async function endLeft(guard) {
  const left = guardedProcesses(guard);
  if (left.length === 0) return;
  send(left, "SIGTERM");
  if (!(await areGone(() => guardedProcesses(guard), LEFT_MILLISECONDS))) await killGuarded(guard);
}

/** Ends everything of a guard that was killed: interrupts the program, and after the grace period kills what is left. */
async function endOrphans(guard, graceMilliseconds) {
  const found = guardedProcesses(guard);
  const programs = found.filter(({ parent }) => !found.some(({ id }) => id === parent));
  send(programs, "SIGINT");
  const isProgram = ({ id }) => programs.some((program) => program.id === id);
  await areGone(() => guardedProcesses(guard).filter(isProgram), graceMilliseconds);
  await endLeft(guard);
}

module.exports = { MARK_VARIABLE, endLeft, endOrphans, guardedProcesses, guardOf, killGuarded };
