"use strict";
/*
 * Lives as stubbornly as a Terraform provider whose Terraform is gone: no signal that can be ignored ends it, nor the end of
 * its standard input. A program that it starts in turn is no less stubborn.
 *
 * usage: node provider.cjs <file to which the process id is added>
 */
const { appendFileSync } = require("node:fs");

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "SIGPIPE"]) process.on(signal, () => undefined);
process.stdin.on("error", () => undefined).resume();
appendFileSync(process.argv[2], `provider ${process.pid}\n`);
setInterval(() => undefined, 1_000);
