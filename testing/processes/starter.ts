import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { createProcessFolder } from "../../tools/lib/process/process-folder";
import { runGuarded } from "../../tools/lib/process/run-guarded";

/**
 * Stands for a command of the project: runs `program.cjs` under the guard until it ends, and then ends by itself. SIGTERM stops it, and a
 * second one ends it at once, as Ctrl-C does with commands. Where a parent is named, it makes its folder there and leaves it.
 */
const [file = "", session = "shared", ends = "when-interrupted", parent] = process.argv.slice(2);
appendFileSync(file, `starter ${process.pid}\n`);
if (parent !== undefined) createProcessFolder(parent, "starter");
const controller = new AbortController();
process.on("SIGTERM", () => {
  if (controller.signal.aborted) process.exit(130);
  controller.abort();
});
void runGuarded(process.execPath, [join(__dirname, "program.cjs"), file, session, ends], {
  graceMilliseconds: 1_000,
  signal: controller.signal,
}).then(({ exitCode }) => {
  process.exitCode = exitCode;
});
