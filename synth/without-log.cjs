"use strict";
/*
 * Starts cdktf's command line without its log, for `npm run synth`, `plan`, `deploy` and `destroy`.
 *
 * cdktf logs whatever its app and Terraform say on standard error, and prints it again as the reason of a failure: a refused links
 * file would be told twice. No log level keeps the first back (the level of CDKTF_LOG_LEVEL is set and then overwritten), but a log
 * file takes it off the terminal. The file is the null device, because the log would hold what plans hold.
 *
 * usage: node synth/without-log.cjs cdktf <arguments…>, with cdktf on PATH as npm puts it there
 */
const { spawn } = require("node:child_process");
const { mkdtempSync, rmSync, symlinkSync } = require("node:fs");
const { constants, devNull, tmpdir } = require("node:os");
const { join } = require("node:path");

const { CDKTF_LOG_FILE_DIRECTORY: ownFolder } = process.env;
const folder = ownFolder ?? mkdtempSync(join(tmpdir(), "cdktf-log-"));
if (ownFolder === undefined) {
  symlinkSync(devNull, join(folder, "cdktf.log"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
}

const [program = "cdktf", ...args] = process.argv.slice(2);
const child = spawn(program, args, {
  stdio: "inherit",
  // Without it, a machine without internet gets a red error for a version that cannot be looked up.
  env: { CHECKPOINT_DISABLE: "1", ...process.env, CDKTF_LOG_FILE_DIRECTORY: folder },
});
// A key press reaches both: Terraform is given the time to stop. A signal to this process alone is passed on.
process.on("SIGINT", () => undefined);
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
child.on("close", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
