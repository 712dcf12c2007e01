"use strict";
/*
 * Ends what a guard that was killed has left. A process of its own, so that it does its work even if whoever started it is
 * killed too.
 *
 * usage: node end-orphans.cjs <graceMilliseconds> <process id of the guard> <its mark>
 */
const { endOrphans, guardOf } = require("./guarded-processes.cjs");

const [graceMilliseconds, guardId, mark] = process.argv.slice(2);
void endOrphans(guardOf(Number(guardId), mark), Number(graceMilliseconds));
