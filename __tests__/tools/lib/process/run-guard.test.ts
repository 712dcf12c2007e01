import childProcess from "node:child_process";
import { once } from "node:events";
import { readFileSync, readlinkSync } from "node:fs";
import { guardOf } from "../../../../testing/processes/guard-of.cjs";
import { testWithProc } from "../../../../testing/processes/proc-file-system";
import { eventually } from "../../../../testing/processes/running";
import { RUN_GUARD } from "../../../../tools/lib/process/run-guard";
import { startGuarded } from "../../../../tools/lib/process/run-guarded";

const { LD_LIBRARY_PATH: before } = process.env;
beforeAll(() => {
  process.env.LD_LIBRARY_PATH = "/usr/lib";
});
afterAll(() => {
  if (before === undefined) delete process.env.LD_LIBRARY_PATH;
  else process.env.LD_LIBRARY_PATH = before;
});

const guarded = () => RUN_GUARD.markOfNext();

/** The guard of this run. */
async function guard(): Promise<number> {
  const mark = guarded();
  await eventually(() => guardOf(mark) !== undefined);
  return guardOf(mark) ?? Number.NaN;
}

test("runs before a program does: a run may be killed before it can tell", async () => {
  expect(await guard()).toBeGreaterThan(0);
});

testWithProc(
  "has of its run's environment where libraries are alone, and does not hold its folder",
  async () => {
    const mark = guarded();
    const id = await guard();
    expect(readFileSync(`/proc/${id}/environ`, "utf8")).toBe(
      `LD_LIBRARY_PATH=/usr/lib\0GUARDED_BY=${mark.slice(0, mark.lastIndexOf(":"))}\0`,
    );
    expect(readlinkSync(`/proc/${id}/cwd`)).toBe("/");
  },
);

test("is replaced a few times while a program runs, and again for the next one", async () => {
  const spawned = jest.spyOn(childProcess, "spawn");
  const first = await guard();
  const program = startGuarded("sleep", ["60"], { graceMilliseconds: 1_000 });
  const replacements = () =>
    spawned.mock.results
      .map(({ value }) => value as childProcess.ChildProcess)
      .filter(({ spawnargs }) => spawnargs.some((text) => text.endsWith("guard.cjs")));
  process.kill(first, "SIGKILL");
  await eventually(() => replacements().length > 0);
  for (let one = replacements().at(-1); one?.signalCode === null; one = replacements().at(-1)) {
    const ended = once(one, "exit");
    one.kill("SIGKILL");
    await ended;
  }
  expect(replacements()).toHaveLength(3);
  guarded();
  expect(replacements()).toHaveLength(4);
  await program.stop();
});
