import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually, isRunning } from "../../../testing/processes/running";

const EMULATOR = join(__dirname, "../../../testing/processes/busy-container.ts");

/** Writes its process id and never comes back: no event, no message and no end of a pipe reaches it any more. */
const handler = (file: string) => `exports.handler = () => {
  require("node:fs").writeFileSync(${JSON.stringify(file)}, String(process.pid));
  for (;;) {}
};`;

test("a function in an endless loop ends with its emulator, however that ends", async () => {
  const folder = mkdtempSync(join(tmpdir(), "busy-"));
  const taskRoot = join(folder, "task");
  mkdirSync(taskRoot);
  const file = join(folder, "id");
  writeFileSync(join(taskRoot, "index.js"), handler(file));
  const emulator = spawn(process.execPath, ["--import", "tsx", EMULATOR, taskRoot], { stdio: "ignore" });
  await eventually(() => existsSync(file) && readFileSync(file, "utf8") !== "");
  const id = Number(readFileSync(file, "utf8"));
  expect(isRunning(id)).toBe(true);
  emulator.kill("SIGKILL");
  await eventually(() => !isRunning(id));
  const hasEnded = !isRunning(id);
  if (!hasEnded) process.kill(id, "SIGKILL");
  rmSync(folder, { recursive: true, force: true });
  expect(hasEnded).toBe(true);
}, 60_000);
