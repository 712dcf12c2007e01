import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { runGuarded } from "../../tools/lib/process/run-guarded";

/** Stands for a command of the project: runs `program.cjs` under the guard until it ends. */
const [file = "", session = "shared", ends = "when-interrupted"] = process.argv.slice(2);
appendFileSync(file, `starter ${process.pid}\n`);
void runGuarded(process.execPath, [join(__dirname, "program.cjs"), file, session, ends], {
  graceMilliseconds: 1_000,
}).then(({ exitCode }) => process.exit(exitCode));
