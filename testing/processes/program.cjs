"use strict";
/*
 * Starts a provider as Terraform does, and dies without ending it, as Terraform does when it writes to a closed pipe.
 *
 * usage: node program.cjs <file to which process ids are added> <session of the provider> <how it ends>
 *   session: shared | own | bare (its own, with an empty environment)
 *   ends: when-interrupted | by-itself | never (it tells each interrupt)
 */
const { spawn } = require("node:child_process");
const { appendFileSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const { guardOf } = require("./guard-of.cjs");

const [file, session, ends] = process.argv.slice(2);
spawn(process.execPath, [join(__dirname, "provider.cjs"), file], {
  stdio: ["pipe", "inherit", "inherit"],
  detached: session !== "shared",
  ...(session === "bare" ? { env: {} } : {}),
});
process.on("SIGINT", () => {
  if (ends !== "never") process.exit(3);
  appendFileSync(file, "interrupted -\n");
});

const { GUARDED_BY: mark = "" } = process.env;
/** It may be there later than its program, or not at all: this one waits a moment for it, to tell its id. */
const startedAt = Date.now();
const GUARD_PATIENCE_MILLISECONDS = 5_000;

const timer = setInterval(() => {
  if (!readFileSync(file, "utf8").includes("provider")) return;
  const guard = guardOf(mark);
  if (guard === undefined && mark !== "" && Date.now() - startedAt < GUARD_PATIENCE_MILLISECONDS) return;
  clearInterval(timer);
  // The program comes last: it is waited for.
  appendFileSync(
    file,
    `mark ${mark}\n${guard === undefined ? "" : `guard ${guard}\n`}program ${process.pid}\n`,
  );
  if (ends === "by-itself") process.exit(0);
  setInterval(() => undefined, 1_000);
}, 20);
