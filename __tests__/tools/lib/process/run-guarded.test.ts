import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compiledOnce } from "../../../../testing/processes/command";
import { testWithProc } from "../../../../testing/processes/proc-file-system";
import { ProcessIds } from "../../../../testing/processes/process-ids";
import { eventually, isRunning } from "../../../../testing/processes/running";
import {
  type ProgramResult,
  type RunOptions,
  runGuarded,
  startGuarded,
} from "../../../../tools/lib/process/run-guarded";

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

/** A run in a process of its own. */
function startRun(session: string, ends = "when-interrupted", env: NodeJS.ProcessEnv = {}) {
  const args = [...compiledOnce(join(PROCESSES, "starter.ts")), ids.file, session, ends];
  const starter = spawn(process.execPath, args, { stdio: "ignore", env: { ...process.env, ...env } });
  return new Promise<number | null>((resolve) => starter.once("close", resolve));
}

test.each(SESSIONS)(
  "a killed run leaves no provider (session: %s)",
  async (session) => {
    const ended = startRun(session);
    await ids.areUp();
    expect(ids.running()).toEqual(["guard", "program", "provider", "starter"]);
    ids.signal("starter", "SIGKILL");
    await ended;
    await ids.areGone();
    expect(ids.running()).toEqual([]);
  },
  60_000,
);

test("a run that ends by itself leaves nothing, its guard included", async () => {
  expect(await startRun("own", "by-itself")).toBe(0);
  await ids.areGone();
  expect(ids.running()).toEqual([]);
}, 60_000);

// Terraform that is interrupted twice leaves its state unwritten and its lock behind.
test("a program is interrupted once, also when its run does not wait for its end", async () => {
  const ended = startRun("own", "never");
  await ids.areUp();
  ids.signal("starter", "SIGTERM");
  await eventually(() => ids.interrupts() > 0);
  ids.signal("starter", "SIGTERM");
  expect(await ended).toBe(130);
  await ids.areGone();
  expect([ids.running(), ids.interrupts()]).toEqual([[], 1]);
}, 60_000);

test.each(["shared", "own"])(
  "a killed program leaves no provider, and who killed it is told (session: %s)",
  async (session) => {
    const result = run(session, "when-interrupted");
    await ids.areUp();
    ids.signal("program", "SIGKILL");
    expect(await result).toEqual({
      exitCode: 1,
      timedOut: false,
      stdout: "",
      stderr: `\n${process.execPath} was ended by SIGKILL`,
    });
    expect(ids.guarded()).toEqual([]);
  },
  60_000,
);

test.each(SESSIONS)(
  "a killed guard is replaced, and its run goes on (session: %s)",
  async (session) => {
    const ended = startRun(session);
    await ids.areUp();
    const first = ids.idOf("guard");
    ids.signal("guard", "SIGKILL");
    await eventually(() => !ids.running().includes("guard"));
    expect(ids.running()).toEqual(["program", "provider", "starter"]);
    await eventually(() => ids.findGuard() !== undefined);
    expect(ids.findGuard()).not.toBe(first);
    ids.signal("starter", "SIGKILL");
    await ended;
    await ids.areGone();
    expect(ids.running()).toEqual([]);
  },
  60_000,
);

test("a run that is killed with its program leaves no provider", async () => {
  const ended = startRun("own");
  await ids.areUp();
  ids.signal("guard", "SIGSTOP");
  ids.signal("program", "SIGKILL");
  ids.signal("starter", "SIGKILL");
  await ended;
  ids.signal("guard", "SIGCONT");
  await ids.areGone();
  expect(ids.running()).toEqual([]);
}, 60_000);

test.each(["shared", "own"])(
  "a program that ends by itself leaves no provider (session: %s)",
  async (session) => {
    expect(await run(session, "by-itself")).toMatchObject({ exitCode: 0, timedOut: false });
    expect(ids.guarded()).toEqual([]);
  },
  60_000,
);

test("an abort and a timeout leave no provider", async () => {
  const controller = new AbortController();
  const aborted = run("own", "when-interrupted", { signal: controller.signal });
  await ids.areUp();
  controller.abort(new Error("enough"));
  await expect(aborted).rejects.toThrow("enough");
  expect(ids.guarded()).toEqual([]);
  ids.forget();
  const late = await run("own", "when-interrupted", { timeoutMilliseconds: 1_500 });
  expect(late).toMatchObject({ exitCode: 3, timedOut: true });
  expect(ids.guarded()).toEqual([]);
}, 60_000);

test("what runs under a guard of its own is left to that guard", async () => {
  const inner = join(PROCESSES, "starter.ts");
  const controller = new AbortController();
  const options = { signal: controller.signal, graceMilliseconds: 5_000 };
  const outer = runGuarded(process.execPath, [...compiledOnce(inner), ids.file, "shared"], options);
  await ids.areUp();
  expect(ids.running()).toEqual(["guard", "program", "provider", "starter"]);
  ids.signal("guard", "SIGSTOP");
  controller.abort(new Error("enough"));
  await expect(outer).rejects.toThrow("enough");
  expect(ids.running()).toEqual(["guard", "program", "provider"]);
  ids.signal("guard", "SIGCONT");
  await ids.areGone();
  expect(ids.running()).toEqual([]);
}, 60_000);

test("all programs of a run have one guard", async () => {
  const results = [run("shared", "by-itself")];
  await ids.areUp();
  const first = ids.idOf("guard");
  ids.forget();
  results.push(run("shared", "by-itself"));
  await ids.areUp();
  expect(ids.idOf("guard")).toBe(first);
  expect((await Promise.all(results)).map(({ exitCode }) => exitCode)).toEqual([0, 0]);
}, 60_000);

testWithProc("a program is stopped although what nobody can find holds its pipes", async () => {
  const hides = "(env -i setsid sleep 60 & echo $!); exec sleep 60";
  const { process: child, stop } = startGuarded("sh", ["-c", hides], { graceMilliseconds: 1_000 });
  const [text] = await once(child.stdout ?? child, "data");
  const hidden = Number(text);
  await eventually(() => readFileSync(`/proc/${hidden}/cmdline`, "utf8").startsWith("sleep"));
  await stop();
  expect(isRunning(hidden)).toBe(true);
  process.kill(hidden, "SIGKILL");
});

describe("a program that cannot be started", () => {
  test("has the exit code that shells give it, and the reason", async () => {
    expect(await runGuarded("absent-program", [])).toEqual({
      exitCode: 127,
      timedOut: false,
      stdout: "",
      stderr: "spawn absent-program ENOENT\n",
    });
  });

  const MISSING = join(__dirname, "missing");
  test.each<[what: string, program: string, args: readonly string[], options: RunOptions, stderr: string]>([
    ["is no program", __dirname, [], {}, `spawn ${__dirname} EACCES\n`],
    ["is below a file", join(__filename, "x"), [], {}, `spawn ENOTDIR ${join(__filename, "x")}\n`],
    ["is told too much", "true", ["x".repeat(3_000_000)], {}, "spawn E2BIG true\n"],
    ["runs in a file", "true", [], { cwd: __filename }, "spawn ENOTDIR true\n"],
    [
      "runs in no folder",
      ...(["true", [], { cwd: MISSING }] as const),
      `spawn true ENOENT (the folder ${MISSING} does not exist)\n`,
    ],
  ])("%s", async (_what, program, args, options, stderr) => {
    expect(await runGuarded(program, args, options)).toEqual({
      ...{ exitCode: 127, timedOut: false, stdout: "", stderr },
    });
  });

  test("is gone", async () => {
    const { gone, stop } = startGuarded("absent-program", []);
    await expect(Promise.all([gone, stop()])).resolves.toBeDefined();
  });
});
