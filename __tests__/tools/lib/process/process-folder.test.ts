import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createMotoSocketFolder } from "../../../../rehearsal/moto-socket-folder";
import { createProcessFolder } from "../../../../tools/lib/process/process-folder";

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
