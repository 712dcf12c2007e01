"use strict";
/*
 * Finds and ends what a guarded program started and did not end itself. A process belongs to a guard when it is in the
 * guard's group, when it carries the guard's mark in its environment (a session of its own, or a dead parent, does not
 * take that away), when its parent belongs to it, or when it was found before. What runs under a guard of its own is left
 * to that one.
 */
const { spawnSync } = require("node:child_process");
const { randomUUID } = require("node:crypto");
const { readdirSync, readFileSync, readlinkSync, statSync } = require("node:fs");

/** Variable with the mark of a guard in its environment, and in that of what it starts. */
const MARK_VARIABLE = "GUARDED_BY";

/** `<run>:<start of the run>:<uuid>` is the mark of a guard; `:<guard>` follows in that of what the guard has started. */
const MARK = /^(\d+):(\d*):[0-9a-f-]{36}(?::(\d+))?$/;

const POLL_MILLISECONDS = 20;
/** How long what is left has for its own end. */
const LEFT_MILLISECONDS = 1_000;
/** Longest wait for killed processes; one in the middle of a system call may take a moment. */
const KILLED_MILLISECONDS = 5_000;
/** Looks for what abandoned programs start while they are killed. */
const ABANDONED_LOOKS = 50;

function read(file, readIt = readFileSync) {
  try {
    return readIt(file, "latin1");
  } catch {
    // The process has ended, or is somebody else's.
    return "";
  }
}

/** What a line of `/proc/…/stat` holds after the name of the program, which may hold anything. */
function statusOf(name) {
  const stat = read(`/proc/${name}/stat`);
  return stat === "" ? undefined : stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

/** Field of a status with the time at which the process started: with the id, it names one process for ever. */
const START = 19;

/** Whether this is the status of a process that has ended and waits for its parent to ask. */
function isOfEnded(status) {
  return status[0] === "Z" || status[0] === "X";
}

/** Processes as Linux tells them; those that have ended are none. */
function listedByProc() {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const status = statusOf(name);
      if (status === undefined || isOfEnded(status)) return [];
      const [, parent, group] = status;
      const before = `${MARK_VARIABLE}=`;
      const variable = read(`/proc/${name}/environ`)
        .split("\0")
        .find((entry) => entry.startsWith(before));
      const mark = variable?.slice(before.length);
      return [{ id: Number(name), parent: Number(parent), group: Number(group), mark, start: status[START] }];
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

/** Whether `/proc` tells of the processes this one can signal; a sandbox may show those of another namespace. */
const HAS_PROC = read("/proc/self", readlinkSync) === String(process.pid);

/** Absent: nobody tells what runs, and a group as a whole is all that can be ended. */
const listed = HAS_PROC ? listedByProc : process.platform === "linux" ? undefined : listedByPs;

/** A new mark for a guard of this process. */
function newMark() {
  return `${process.pid}:${(HAS_PROC && statusOf("self")?.[START]) || ""}:${randomUUID()}`;
}

/** What a guard puts into the environment of the program that it starts: who to ask whether anybody still guards it. */
function markOfProgram(mark, guardId) {
  return `${mark}:${guardId}`;
}

/** A guard, by its process id and its mark, and when each process that was found to be its own has started. */
function guardOf(guardId, mark) {
  return { guardId, mark, found: new Map() };
}

/**
 * What belongs to a guard and runs, apart from the guard and this process; remembered, because parents die. Whoever asks is
 * the guard, or knows that it has ended: another process of its id is somebody else.
 */
function guardedProcesses({ guardId, mark, found: known }, all = listed?.() ?? []) {
  const isGuard = guardId === process.pid;
  const isIdReused = !isGuard && all.some(({ id }) => id === guardId);
  const owned = new Set(isGuard ? [guardId] : []);
  for (const { id, start } of all) {
    if (known.has(id) && known.get(id) === start) owned.add(id);
  }
  let size;
  do {
    size = owned.size;
    for (const { id, parent, group, mark: found } of all) {
      const isMarked = found !== undefined && (found === mark || found.startsWith(`${mark}:`));
      const isBelow = owned.has(parent) && (found === undefined || isMarked);
      if ((group === guardId && !isIdReused) || isMarked || isBelow) owned.add(id);
    }
  } while (owned.size > size);
  const guarded = all.filter(({ id }) => owned.has(id) && id !== guardId && id !== process.pid);
  for (const { id, start } of guarded) known.set(id, start);
  return guarded;
}

/** Whether a process lives, whoever's it is. A parent that never asks after its ended child keeps only its number. */
function isAlive(id) {
  const status = HAS_PROC ? statusOf(id) : undefined;
  if (status !== undefined) return !isOfEnded(status);
  try {
    return process.kill(id, 0);
  } catch (error) {
    // EPERM: it lives, as somebody else's.
    return error.code === "EPERM";
  }
}

function signal(id, name) {
  try {
    process.kill(id, name);
    return true;
  } catch {
    // It has ended meanwhile, or is somebody else's.
    return false;
  }
}

function send(processes, name) {
  for (const { id } of processes) signal(id, name);
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

/** Kills everything of a guard, and what is started meanwhile. Resolves once nothing of it runs. */
async function killGuarded(guard) {
  if (listed === undefined) {
    signal(-guard.guardId, "SIGKILL");
    return;
  }
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

/**
 * Kills what a guard that has ended may have left; for the run that started the guard. A guard that was killed may have left
 * anything; after one that ended by itself, its group tells with one question whether it failed at its work.
 */
async function killOrphans(guardId, mark, wasKilled) {
  if (wasKilled || signal(-guardId, 0)) await killGuarded(guardOf(guardId, mark));
}

/** Whether a process is this user's, in this namespace: marks of a container name processes by other numbers. */
function isOurs(id) {
  const namespace = read(`/proc/${id}/ns/pid`, readlinkSync);
  const isSameUser = read(`/proc/${id}`, (path) => statSync(path).uid) === process.getuid();
  return isSameUser && namespace !== "" && namespace === read("/proc/self/ns/pid", readlinkSync);
}

/** Guards that have ended before what they started, and whose run has ended too, by their marks. */
function abandonedGuards(all) {
  const guards = new Map();
  for (const { id, mark = "" } of all) {
    const [, run, runStart, guardId] = MARK.exec(mark) ?? [];
    if (guardId === undefined || runStart === "") continue;
    const guardMark = mark.slice(0, mark.lastIndexOf(":"));
    const isGuarded = all.some(
      (other) =>
        (other.id === Number(run) && other.start === runStart) ||
        (other.id === Number(guardId) && other.mark === guardMark),
    );
    if (!isGuarded && isOurs(id)) guards.set(guardMark, guardOf(Number(guardId), guardMark));
  }
  return guards;
}

/**
 * Kills what earlier runs have left that were killed together with their guards. Nobody reads what such a program prints, and
 * what it talked to may have died with its run. Needs marks: does nothing where there is no `/proc`.
 */
function killAbandoned() {
  if (!HAS_PROC) return;
  const guards = new Map();
  for (let look = 0; look < ABANDONED_LOOKS; look++) {
    const all = listedByProc();
    for (const [mark, guard] of abandonedGuards(all)) {
      if (!guards.has(mark)) guards.set(mark, guard);
    }
    const left = [...guards.values()].flatMap((guard) => guardedProcesses(guard, all));
    if (left.length === 0) return;
    send(left, "SIGKILL");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MILLISECONDS);
  }
}

module.exports = {
  ...{ MARK_VARIABLE, newMark, markOfProgram, guardOf, guardedProcesses },
  ...{ endLeft, killGuarded, killOrphans, killAbandoned, isAlive },
};
