import { spawn } from "node:child_process";
import { join } from "node:path";
import { compiledOnce } from "../../../../testing/processes/command";
import { ProcessIds } from "../../../../testing/processes/process-ids";
import { type ProgramResult, type RunOptions, runGuarded } from "../../../../tools/lib/process/run-guarded";

const PROCESSES = join(__dirname, "../../../../testing/processes");
const PROGRAM = join(PROCESSES, "program.cjs");

/** Whose environment it is, in what group and under which parent: none of it may hide a provider. */
const SESSIONS = ["shared", "own", "bare"] as const;

let ids: ProcessIds;
beforeEach(() => {
  ids = new ProcessIds();
});
afterEach(() => ids.close());

function run(session: string, ends: string, options: RunOptions = {}): Promise<ProgramResult> {
  const args = [PROGRAM, ids.file, session, ends];
  return runGuarded(process.execPath, args, { graceMilliseconds: 1_000, ...options });
}

test.each(SESSIONS)(
  "a killed run leaves no provider (session: %s)",
  async (session) => {
    const args = [...compiledOnce(join(PROCESSES, "starter.ts")), ids.file, session];
    const starter = spawn(process.execPath, args, { stdio: "ignore" });
    const ended = new Promise((resolve) => starter.once("close", resolve));
    await ids.areUp();
    expect(ids.running()).toEqual(["guard", "program", "provider", "starter"]);
    ids.signal("starter", "SIGKILL");
    await ended;
    await ids.areGone();
    expect(ids.running()).toEqual([]);
  },
  60_000,
);

test.each(["shared", "own"])(
  "a killed program leaves no provider (session: %s)",
  async (session) => {
    const result = run(session, "when-interrupted");
    await ids.areUp();
    ids.signal("program", "SIGKILL");
    expect(await result).toMatchObject({ exitCode: 1 });
    expect(ids.running()).toEqual([]);
  },
  60_000,
);

// One look is enough: a run that has ended has waited until nothing of it runs.
test.each(SESSIONS)(
  "a killed guard neither hangs the run nor leaves a provider (session: %s)",
  async (session) => {
    const result = run(session, "when-interrupted");
    await ids.areUp();
    ids.signal("guard", "SIGKILL");
    const { exitCode, stderr } = await result;
    expect([ids.running(), exitCode, stderr.trim()]).toEqual([
      [],
      1,
      `the process that guards ${process.execPath} was ended by SIGKILL`,
    ]);
  },
  60_000,
);

test("a killed guard whose program was killed too leaves no provider", async () => {
  const result = run("own", "when-interrupted");
  await ids.areUp();
  ids.signal("guard", "SIGSTOP");
  ids.signal("program", "SIGKILL");
  ids.signal("guard", "SIGKILL");
  expect(await result).toMatchObject({ exitCode: 1 });
  expect(ids.running()).toEqual([]);
}, 60_000);

test.each(["shared", "own"])(
  "a program that ends by itself leaves no provider (session: %s)",
  async (session) => {
    expect(await run(session, "by-itself")).toMatchObject({ exitCode: 0, timedOut: false });
    expect(ids.running()).toEqual([]);
  },
  60_000,
);

test("an abort and a timeout leave no provider", async () => {
  const controller = new AbortController();
  const aborted = run("own", "when-interrupted", { signal: controller.signal });
  await ids.areUp();
  controller.abort(new Error("enough"));
  await expect(aborted).rejects.toThrow("enough");
  expect(ids.running()).toEqual([]);
  ids.forget();
  const late = await run("own", "when-interrupted", { timeoutMilliseconds: 1_500 });
  expect(late).toMatchObject({ exitCode: 3, timedOut: true });
  expect(ids.running()).toEqual([]);
}, 60_000);

test("what runs under a guard of its own is left to that guard", async () => {
  const inner = join(PROCESSES, "starter.ts");
  const controller = new AbortController();
  const options = { signal: controller.signal, graceMilliseconds: 5_000 };
  const outer = runGuarded(process.execPath, [...compiledOnce(inner), ids.file, "shared"], options);
  await ids.areUp();
  expect(ids.running()).toEqual(["guard", "program", "provider", "starter"]);
  controller.abort(new Error("enough"));
  await expect(outer).rejects.toThrow("enough");
  await ids.areGone();
  expect(ids.running()).toEqual([]);
}, 60_000);
