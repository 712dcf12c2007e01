/**
 * Runs a program in this process and writes what it used to the file that `BENCH_USAGE_FILE` names. Not preloaded: a
 * synth that finds another program loaded first is one of somebody who debugs.
 *
 * usage: node report-usage.cjs <program>
 */
const { writeFileSync } = require("node:fs");
const { resolve } = require("node:path");
const { peakMebibytes } = require("../report/peak-memory.cjs");

process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const usage = {
    milliseconds: performance.now(),
    processorMilliseconds: (user + system) / 1000,
    peakMegabytes: peakMebibytes(),
  };
  writeFileSync(process.env.BENCH_USAGE_FILE, JSON.stringify(usage));
});

require(resolve(process.argv[2]));
