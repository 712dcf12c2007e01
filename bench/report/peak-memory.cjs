"use strict";
const { readFileSync } = require("node:fs");

/**
 * The most memory that this process has had at once, MiB. Plain JavaScript, for processes that load nothing else. Not what
 * `process.resourceUsage()` says, where the system tells it otherwise: that begins with what the process had that started this one.
 *
 * @returns {number}
 */
function peakMebibytes() {
  try {
    const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    if (kibibytes !== undefined) return Number(kibibytes) / 1024;
  } catch {
    // There is no `/proc`.
  }
  return process.resourceUsage().maxRSS / 1024;
}

module.exports = { peakMebibytes };
