import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { compiledOnce } from "../../../../testing/processes/command";

const COMMAND = join(__dirname, "../../../../testing/processes/printing-command.ts");
const ARGUMENTS = compiledOnce(COMMAND);

/** Many times what a pipe takes at once. */
const BYTES = 5_000_000;

const environment = (more: NodeJS.ProcessEnv = {}) => ({ ...process.env, BYTES: String(BYTES), ...more });

test("all of a report reaches a pipe", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ARGUMENTS, {
    env: environment(),
    maxBuffer: 2 * BYTES,
  });
  expect([status, stdout.length, stderr.toString()]).toEqual([3, BYTES, ""]);
});

/** Exit code and standard error of a command whose reader goes after the first bytes. */
async function unread(env: NodeJS.ProcessEnv): Promise<readonly [code: number, stderr: string]> {
  const child = spawn(process.execPath, ARGUMENTS, { env, stdio: ["ignore", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdout.once("data", () => child.stdout.destroy());
  const [code] = await once(child, "close");
  return [code, stderr];
}

test("a reader that goes before the end of a report is no failure", async () => {
  expect(await unread(environment())).toEqual([3, ""]);
});

test("a command that nobody reads any more tears down, as when it is interrupted", async () => {
  expect(await unread(environment({ BYTES: "1", SERVES: "yes" }))).toEqual([
    130,
    "stopped by the end of what reads its output; all is torn down\n",
  ]);
});

test("a report that cannot be written fails the command in one line", () => {
  const full = openSync("/dev/full", "w");
  const { status, stderr } = spawnSync(process.execPath, ARGUMENTS, {
    env: environment(),
    stdio: ["ignore", full, "pipe"],
    encoding: "utf8",
  });
  closeSync(full);
  expect([status, stderr]).toEqual([7, "standard output cannot be written (ENOSPC)\n"]);
});
