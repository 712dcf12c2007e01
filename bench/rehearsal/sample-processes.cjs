"use strict";
/*
 * Samples the processor time of all descendants of a process, itself apart, until it is interrupted; then
 * prints them as JSON: [[name, milliseconds], …], one per process. A process of its own, so that sampling is not measured as
 * the work of the process it looks at. Linux only.
 *
 * usage: node sample-processes.cjs <pid>
 */
const { readdirSync, readFileSync } = require("node:fs");

/** In /proc/<pid>/stat; 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
const SAMPLE_MILLISECONDS = 100;
const [root] = process.argv.slice(2);
const notMeasured = String(process.pid);
const seen = new Map();

function read(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name is in parentheses and may hold blanks.
    const name = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const milliseconds = ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
    return [[pid, { parent: fields[1], key: `${pid}@${fields[19]}`, name, milliseconds }]];
  } catch {
    return [];
  }
}

function sample() {
  const processes = new Map(
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap(read),
  );
  const descends = (pid) => {
    const parent = processes.get(pid)?.parent;
    return parent !== undefined && (parent === root || descends(parent));
  };
  for (const [pid, { key, name, milliseconds }] of processes) {
    if (pid !== notMeasured && descends(pid)) seen.set(key, [name, milliseconds]);
  }
}

setInterval(sample, SAMPLE_MILLISECONDS);
process.on("SIGINT", () => {
  process.stdout.write(JSON.stringify([...seen.values()]), () => process.exit(0));
});
