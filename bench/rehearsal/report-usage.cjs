/** Preloaded into a measured process: writes what it used to the file that `BENCH_USAGE_FILE` names. */
const { writeFileSync } = require("node:fs");

process.on("exit", () => {
  const usage = {
    milliseconds: performance.now(),
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  };
  writeFileSync(process.env.BENCH_USAGE_FILE, JSON.stringify(usage));
});
