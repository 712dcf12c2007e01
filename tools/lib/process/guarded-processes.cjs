"use strict";
/*
 * Finds and ends what a guarded program started and did not end itself. A process belongs to a program when it is in the
 * program's group, when it carries the program's mark in its environment (a session of its own, or a dead parent, does not
 * take that away), when its parent belongs to it, or when it was found before. What carries the mark of another run, which has
 * a guard of its own, is left to that one.
 */
const { spawnSync } = require("node:child_process");
const { randomUUID } = require("node:crypto");
const { readdirSync, readFileSync, readlinkSync, statSync } = require("node:fs");

/** Variable with the mark of a run in the environment of its guard, and with that of a program in the program's. */
const MARK_VARIABLE = "GUARDED_BY";

/** `<run>:<start of the run>:<uuid>` is the mark of a run; `:<count>` follows in that of each program of it. */
const MARK = /^((\d+):(\d*):[0-9a-f-]{36})(?::\d+)?$/;

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

/** Processes as Linux tells them; those that have ended are none, and those that started before `since` are left out. */
function listedByProc(since = "0") {
  return [...read("/proc", readdirSync)]
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const status = statusOf(name);
      if (status === undefined || isOfEnded(status) || Number(status[START]) < Number(since)) return [];
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

/** A new mark for a run of this process. */
function newMark() {
  return `${process.pid}:${(HAS_PROC && statusOf("self")?.[START]) || ""}:${randomUUID()}`;
}

/** When a process has started, that runs or waits for its parent to ask; `undefined` where nobody tells. */
function startOf(id) {
  return HAS_PROC ? statusOf(id)?.[START] : undefined;
}

/**
 * A program that leads a group of its own, and when each process that was found to be of it has started.
 *
 * @param {{ id?: number, start?: string, mark: string }} program `id`: absent where only the mark is known. `start`: of that
 *   process; another one of its number is somebody else. `mark`: in its environment
 */
function guardedProgram({ id, start, mark }) {
  return { id, start, mark, found: new Map() };
}

/** What belongs to a program and runs, apart from this process; remembered, because parents die. */
function guardedProcesses(
  { id: leader, start: leaderStart, mark, found: known },
  all = listed?.(leaderStart) ?? [],
) {
  const isLeader = ({ id, start }) => id === leader && start === leaderStart;
  // A group keeps its number for as long as anybody is in it: who leads it now has made it anew.
  const isIdReused = all.some((one) => one.id === leader && !isLeader(one));
  const isKnown = ({ id, start }) => known.has(id) && known.get(id) === start;
  const owned = new Set(all.filter((one) => isLeader(one) || isKnown(one)).map(({ id }) => id));
  let size;
  do {
    size = owned.size;
    for (const { id, parent, group, mark: found } of all) {
      const isMarked = found !== undefined && (found === mark || found.startsWith(`${mark}:`));
      const isBelow = owned.has(parent) && (found === undefined || isMarked);
      if ((group === leader && !isIdReused) || isMarked || isBelow) owned.add(id);
    }
  } while (owned.size > size);
  const guarded = all.filter(({ id }) => owned.has(id) && id !== process.pid);
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

/** Kills the group where nobody tells what else runs. */
function killGroup({ id }) {
  if (id !== undefined) signal(-id, "SIGKILL");
}

/** Kills everything of a program, and what is started meanwhile. Resolves once nothing of it runs. */
async function killGuarded(program) {
  if (listed === undefined) return killGroup(program);
  await areGone(() => {
    const left = guardedProcesses(program);
    send(left, "SIGKILL");
    return left;
  }, KILLED_MILLISECONDS);
}

/** Ends what a program that has ended has left: asks, then kills. */
async function endLeft(program) {
  if (listed === undefined) return killGroup(program);
  const left = guardedProcesses(program);
  if (left.length === 0) return;
  send(left, "SIGTERM");
  if (!(await areGone(() => guardedProcesses(program), LEFT_MILLISECONDS))) await killGuarded(program);
}

/**
 * Interrupts a program and, after the grace period, kills it with all of its own. Resolves once nothing of it runs.
 *
 * @param isInterrupted it was asked already: a second time, Terraform drops its state and its lock where they are
 */
async function endProgram(program, graceMilliseconds, isInterrupted = false) {
  // Remembers what the program has started: it may die before that does.
  guardedProcesses(program);
  const runs = () => (isAlive(program.id) && startOf(program.id) === program.start ? [program] : []);
  if (!isInterrupted && runs().length > 0) signal(program.id, "SIGINT");
  if (await areGone(runs, graceMilliseconds)) await endLeft(program);
  else await killGuarded(program);
}

/** Kills whatever carries the mark of a program of a run. */
async function killMarked(mark) {
  await killGuarded(guardedProgram({ mark }));
}

/** Whether a process is this user's, in this namespace: marks of a container name processes by other numbers. */
function isOurs(id) {
  const namespace = read(`/proc/${id}/ns/pid`, readlinkSync);
  const isSameUser = read(`/proc/${id}`, (path) => statSync(path).uid) === process.getuid();
  return isSameUser && namespace !== "" && namespace === read("/proc/self/ns/pid", readlinkSync);
}

/** Marks of programs whose run has ended, and its guard too. One that this process carries itself, what started it may carry too. */
function abandonedPrograms(all) {
  const programs = new Set();
  for (const { id, mark = "" } of all) {
    const [, runMark, run, runStart] = MARK.exec(mark) ?? [];
    if (runMark === undefined || runMark === mark || runStart === "") continue;
    if (mark === process.env[MARK_VARIABLE]) continue;
    const isGuarded = all.some(
      (other) => (other.id === Number(run) && other.start === runStart) || other.mark === runMark,
    );
    if (!isGuarded && isOurs(id)) programs.add(mark);
  }
  return programs;
}

/**
 * Kills what earlier runs have left that were killed together with their guards. Nobody reads what such a program prints, and
 * what it talked to may have died with its run. Needs marks: does nothing where there is no `/proc`.
 */
function killAbandoned() {
  if (!HAS_PROC) return;
  const programs = new Map();
  for (let look = 0; look < ABANDONED_LOOKS; look++) {
    const all = listedByProc();
    for (const mark of abandonedPrograms(all)) {
      if (!programs.has(mark)) programs.set(mark, guardedProgram({ mark }));
    }
    const left = [...programs.values()].flatMap((program) => guardedProcesses(program, all));
    if (left.length === 0) return;
    send(left, "SIGKILL");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MILLISECONDS);
  }
}

module.exports = {
  ...{ MARK_VARIABLE, newMark, startOf, guardedProgram },
  ...{ endLeft, endProgram, killMarked, killAbandoned, isAlive },
};
