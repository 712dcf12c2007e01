import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { runCommand } from "../../tools/lib/terminal/command-line";

const FAILURES: Readonly<Record<string, () => unknown>> = {
  "full, sync": () => writeFileSync("/dev/full", "x"),
  full: () => writeFile("/dev/full", "x"),
  "below a file": () => mkdirSync("/dev/null/x"),
  "no parent": () => mkdtempSync("/no-such/x-"),
  "no file": () => writeFileSync("/no-such/file", ""),
};

/** A command that fails as `FAILURE` names it. */
const OPTIONS = {
  from: { type: "string", help: "a file" },
  all: { type: "string", multiple: true, help: "files" },
} as const;

runCommand({
  ...{ name: "command", purpose: "Fails.", options: OPTIONS, exitCodes: {}, failureExitCode: 7 },
  run: async () => {
    await FAILURES[process.env.FAILURE ?? ""]?.();
    return 0;
  },
});
