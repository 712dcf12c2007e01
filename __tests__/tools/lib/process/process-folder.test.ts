import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createMotoSocketFolder } from "../../../../rehearsal/moto-socket-folder";
import { compiledOnce } from "../../../../testing/processes/command";
import { testWithProc } from "../../../../testing/processes/proc-file-system";
import { ProcessIds } from "../../../../testing/processes/process-ids";
import { eventually } from "../../../../testing/processes/running";
import { createProcessFolder, removeProcessFolder } from "../../../../tools/lib/process/process-folder";

const PROCESSES = join(__dirname, "../../../../testing/processes");

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "pf-"));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

/** Of a process that has ended. */
const endedProcessId = () => spawnSync(process.execPath, ["--version"]).pid;

test("a folder of a process is nobody else's", () => {
  const folder = createProcessFolder(parent, "rehearsal");
  expect((statSync(folder).mode & 0o777).toString(8)).toBe("700");
  expect(basename(folder)).toMatch(new RegExp(`^rehearsal-${process.pid}-\\w{6}$`));
});

test("a process that may not be signalled is somebody's, and lives", () => {
  const folder = join(parent, `rehearsal-${endedProcessId()}-a`);
  mkdirSync(folder);
  const kill = jest.spyOn(process, "kill").mockImplementation(() => {
    throw Object.assign(new Error("not permitted"), { code: "EPERM" });
  });
  createProcessFolder(parent, "rehearsal");
  kill.mockRestore();
  expect(readdirSync(parent)).toContain(basename(folder));
});

test("only what ended processes left under the prefix is removed", () => {
  const dead = endedProcessId();
  for (const name of [
    `rehearsal-${dead}-a`,
    `rehearsal-${process.ppid}-b`,
    `other-${dead}-c`,
    "rehearsal-d",
  ]) {
    mkdirSync(join(parent, name));
  }
  writeFileSync(join(parent, `rehearsal-${dead}-file`), "");
  const folder = createProcessFolder(parent, "rehearsal");
  expect(readdirSync(parent).sort()).toEqual(
    [
      basename(folder),
      "rehearsal-d",
      `rehearsal-${dead}-file`,
      `rehearsal-${process.ppid}-b`,
      `other-${dead}-c`,
    ].sort(),
  );
});

testWithProc("a process that has ended has left its folder, though its parent never asks", async () => {
  // The child ends with its input, when the shell that would ask after it has become a program that never does.
  const parentOfEnded = spawn("/bin/sh", ["-c", "exec 3<&0; (read _ <&3) & echo $!; exec sleep 60"]);
  const [printed] = await once(parentOfEnded.stdout, "data");
  const id = String(printed).trim();
  await eventually(() => readFileSync(`/proc/${parentOfEnded.pid}/comm`, "utf8") === "sleep\n");
  parentOfEnded.stdin.end();
  await eventually(() => readFileSync(`/proc/${id}/stat`, "utf8").includes(") Z "));
  mkdirSync(join(parent, `rehearsal-${id}-a`));
  const folder = createProcessFolder(parent, "rehearsal");
  parentOfEnded.kill();
  expect(readdirSync(parent)).toEqual([basename(folder)]);
});

test.each([
  ["ended at once by a second signal", ["SIGTERM", "SIGTERM"]],
  ["killed", ["SIGKILL"]],
] as const)(
  "a run that is %s leaves no folder, though a program works there that never ends",
  async (_, signals) => {
    const ids = new ProcessIds();
    const args = [...compiledOnce(join(PROCESSES, "starter.ts")), ids.file, "shared", "never", parent];
    const starter = spawn(process.execPath, args, { stdio: "ignore" });
    const closed = once(starter, "close");
    await ids.areUp();
    expect(readdirSync(parent)).toEqual([expect.stringMatching(`^starter-${starter.pid}-`)]);
    for (const signal of signals) {
      starter.kill(signal);
      await eventually(() => signal !== "SIGTERM" || ids.interrupts() > 0);
    }
    await closed;
    await eventually(() => readdirSync(parent).length === 0);
    expect(readdirSync(parent)).toEqual([]);
    await ids.areGone();
    ids.close();
  },
);

test("a run that ends while nothing works in its folder leaves none, and forgets what it has removed", () => {
  const door = join(PROCESSES, "leaving-command.ts");
  const { stdout } = spawnSync(process.execPath, [...compiledOnce(door), parent], { encoding: "utf8" });
  expect(stdout).toBe("made 2, removed 1\n");
  expect(readdirSync(parent)).toEqual([]);
});

test("a folder that is removed twice is gone", () => {
  const folder = createProcessFolder(parent, "rehearsal");
  removeProcessFolder(folder);
  removeProcessFolder(folder);
  expect(readdirSync(parent)).toEqual([]);
});

test("a folder of moto's socket goes when it is removed", () => {
  const { socket, remove } = createMotoSocketFolder(parent);
  expect(readdirSync(parent).map((name) => join(parent, name, "moto.sock"))).toEqual([socket]);
  remove();
  expect(readdirSync(parent)).toEqual([]);
});

test("a path too long for a socket is refused, and leaves no folder", () => {
  const long = join(parent, "é".repeat(40));
  mkdirSync(long);
  expect(() => createMotoSocketFolder(long)).toThrow(
    expect.objectContaining({
      code: "SOCKET_PATH_TOO_LONG",
      message: expect.stringMatching(
        /^moto's socket would be .*\/moto\.sock: \d+ bytes, of which a Unix socket may have 103; set TMPDIR /,
      ),
    }),
  );
  expect(readdirSync(long)).toEqual([]);
});
