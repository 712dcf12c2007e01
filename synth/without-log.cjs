"use strict";
/*
 * Starts cdktf's command line for `npm run synth`, `plan`, `deploy` and `destroy`: without its log, and, where Terraform is going to
 * read states, after a look whose they are.
 *
 * cdktf logs whatever its app and Terraform say on standard error, and prints it again as the reason of a failure. A refused links file
 * is told another way (`stacks/tell-refusal.ts`); what breaks unexpectedly, and each warning of Terraform's, would be told twice and more. No
 * log level keeps the first back (the level of CDKTF_LOG_LEVEL is set and then overwritten), but a log
 * file takes it off the terminal. The file is the null device, because the log would hold what plans hold.
 *
 * usage: node synth/without-log.cjs cdktf <arguments…> [--env <name>], with cdktf on PATH as npm puts it there
 */
const { spawn, spawnSync } = require("node:child_process");
const { mkdtempSync, rmSync, symlinkSync } = require("node:fs");
const { constants, devNull, tmpdir } = require("node:os");
const { join } = require("node:path");
const { takeEnvironment } = require("./named-environment.cjs");

/** Of cdktf, those that read the state of a link: a synth asks nobody. */
const COMMANDS_WITH_STATE = ["diff", "plan", "deploy", "apply", "destroy"];

/** Exit codes of the look after which nothing is started: a state of other accounts, and what a signal ended. */
const mayGoOn = (code) => code !== 1 && code < 128;

const [program = "cdktf", ...words] = process.argv.slice(2);
const args = takeEnvironment(words);

if (COMMANDS_WITH_STATE.includes(args[0]) && !args.some((word) => word === "--help" || word === "-h")) {
  const command = [join(__dirname, "command.cjs"), join(__dirname, "..", "tools", "states", "states.ts")];
  const { status, signal } = spawnSync(process.execPath, [...command, "--before-cdktf", "--", ...args], {
    stdio: "inherit",
  });
  const code = status ?? 128 + constants.signals[signal];
  if (!mayGoOn(code)) process.exit(code);
}

const { CDKTF_LOG_FILE_DIRECTORY: ownFolder } = process.env;
const folder = ownFolder ?? mkdtempSync(join(tmpdir(), "cdktf-log-"));
if (ownFolder === undefined) {
  symlinkSync(devNull, join(folder, "cdktf.log"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
}

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
