import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compiledOnce } from "../../../../testing/processes/command";

const COMMAND = join(__dirname, "../../../../testing/processes/failing-command.ts");

/** Exit code and standard error of a command that fails so. */
function failing(failure: string) {
  const { status, stderr } = spawnSync(process.execPath, compiledOnce(COMMAND), {
    encoding: "utf8",
    env: { ...process.env, FAILURE: failure },
  });
  return { status, stderr };
}

test.each([
  ["full, sync", "something", "ENOSPC"],
  ["full", "something", "ENOSPC"],
  ["below a file", "/dev/null/x", "ENOTDIR"],
  ["no parent", "/no-such/x-XXXXXX", "ENOENT"],
])("what cannot be written is told in one line (%s)", (failure, path, code) => {
  expect(failing(failure)).toEqual({
    status: 7,
    stderr: `${path} cannot be written (${code}); this command writes below the project's folder and the temporary one, ${tmpdir()}\n`,
  });
});

test("an option that takes one value and is given two is a wrong usage: the first would pass as looked at", () => {
  const given = (...options: readonly string[]) => {
    const { status, stderr } = spawnSync(process.execPath, [...compiledOnce(COMMAND), ...options], {
      encoding: "utf8",
    });
    return [status, stderr.split("\n")[0]];
  };
  expect(given("--from", "a", "--from=b")).toEqual([2, "--from is given twice, expected it once"]);
  expect(given("--all", "a", "--all", "b", "--from", "a")).toEqual([0, ""]);
});

const NO_NAME = "--env is without a name, expected one behind it, for example --env prod";

test.each([
  ["--env", NO_NAME],
  ["--env=", NO_NAME],
  ["--env --json", NO_NAME],
  // The first of two was taken.
  ["--env b", "--env is given twice, expected it once"],
  ["--env=b", "--env is given twice, expected it once"],
  ["--other", "Unknown option '--other'"],
])("%s that nobody took is a wrong usage", (words, message) => {
  const { status, stderr } = spawnSync(process.execPath, [...compiledOnce(COMMAND), ...words.split(" ")], {
    encoding: "utf8",
  });
  expect(status).toBe(2);
  expect(stderr.split("\n")[0]).toBe(message);
});

test("a fault of the program keeps its stack", () => {
  const { status, stderr } = failing("no file");
  expect(status).toBe(7);
  expect(stderr).toMatch(/^Error: ENOENT: .*\n\s+at /);
});

const waiting = join(__dirname, "../../../../testing/processes/waiting-command.ts");

test("a second Ctrl-C ends the command at once, whatever still stops", async () => {
  const { npm_lifecycle_event: _, ...env } = process.env;
  const child = spawn(process.execPath, compiledOnce(waiting), { stdio: "pipe", env });
  const ended = once(child, "close");
  const timer = setTimeout(() => child.kill("SIGKILL"), 30_000);
  // Its standard input stays open, so that nothing else ends it.
  child.stderr.once("data", () => child.kill("SIGINT"));
  await once(child.stdout, "data");
  child.kill("SIGINT");
  expect(await ended).toEqual([130, null]);
  clearTimeout(timer);
});

test("Ctrl-C is answered at once, before what runs has stopped", async () => {
  const child = spawn(process.execPath, compiledOnce(waiting), { stdio: "pipe" });
  const ended = once(child, "close");
  let stderr = "";
  // Only what is said lets the command end, or the failure of this test.
  const timer = setTimeout(() => child.kill("SIGKILL"), 30_000);
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    child.stdin.end();
  });
  await once(child.stdout, "data");
  child.kill("SIGINT");
  expect(await ended).toEqual([130, null]);
  clearTimeout(timer);
  expect(stderr).toBe("stopping …\nstopped by SIGINT; nothing was changed\n");
});
