import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually, isRunning } from "../../../../testing/processes/running";
import { type ProgramResult, type RunOptions, runGuarded } from "../../../../tools/lib/process/run-guarded";

const PROCESSES = join(__dirname, "../../../../testing/processes");
const PROGRAM = join(PROCESSES, "program.cjs");

/** Whose environment it is, in what group and under which parent: none of it may hide a provider. */
const SESSIONS = ["shared", "own", "bare"] as const;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "guarded-"));
  file = join(folder, "ids");
  writeFileSync(file, "");
});
afterEach(() => {
  for (const id of ids().values()) {
    if (isRunning(id)) process.kill(id, "SIGKILL");
  }
  rmSync(folder, { recursive: true, force: true });
});

/** Process ids by what they are of. */
function ids(): ReadonlyMap<string, number> {
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  return new Map(
    lines.flatMap((line) => {
      const [name = "", id = ""] = line.split(" ");
      return id === "" ? [] : [[name, Number(id)] as const];
    }),
  );
}

const running = () => [...ids()].filter(([, id]) => isRunning(id)).map(([name]) => name);

const areUp = () => eventually(() => ids().has("guard"));

function kill(name: string): void {
  const id = ids().get(name);
  if (id === undefined) throw new Error(`there is no ${name}`);
  process.kill(id, "SIGKILL");
}

function run(session: string, ends: string, options: RunOptions = {}): Promise<ProgramResult> {
  const args = [PROGRAM, file, session, ends];
  return runGuarded(process.execPath, args, { graceMilliseconds: 1_000, ...options });
}

test.each(SESSIONS)(
  "a killed run leaves no provider (session: %s)",
  async (session) => {
    const starter = spawn(
      process.execPath,
      ["--import", "tsx", join(PROCESSES, "starter.ts"), file, session],
      {
        stdio: "ignore",
      },
    );
    const ended = new Promise((resolve) => starter.once("close", resolve));
    await areUp();
    expect(running().sort()).toEqual(["guard", "program", "provider", "starter"]);
    kill("starter");
    await ended;
    await eventually(() => running().length === 0);
    expect(running()).toEqual([]);
  },
  60_000,
);

test.each(["shared", "own"])(
  "a killed program leaves no provider (session: %s)",
  async (session) => {
    const result = run(session, "when-interrupted");
    await areUp();
    kill("program");
    expect(await result).toMatchObject({ exitCode: 1 });
    expect(running()).toEqual([]);
  },
  60_000,
);

test.each(SESSIONS)(
  "a killed guard neither hangs the run nor leaves a provider (session: %s)",
  async (session) => {
    const result = run(session, "when-interrupted");
    await areUp();
    kill("guard");
    const { exitCode, stderr } = await result;
    expect([exitCode, stderr.trim()]).toEqual([
      1,
      `the process that guards ${process.execPath} was ended by SIGKILL`,
    ]);
    expect(running()).toEqual([]);
  },
  60_000,
);

test.each(["shared", "own"])(
  "a program that ends by itself leaves no provider (session: %s)",
  async (session) => {
    expect(await run(session, "by-itself")).toMatchObject({ exitCode: 0, timedOut: false });
    expect(running()).toEqual([]);
  },
  60_000,
);

test("an abort and a timeout leave no provider", async () => {
  const controller = new AbortController();
  const aborted = run("own", "when-interrupted", { signal: controller.signal });
  await areUp();
  controller.abort(new Error("enough"));
  await expect(aborted).rejects.toThrow("enough");
  expect(running()).toEqual([]);
  writeFileSync(file, "");
  const late = await run("own", "when-interrupted", { timeoutMilliseconds: 1_500 });
  expect(late).toMatchObject({ exitCode: 3, timedOut: true });
  expect(running()).toEqual([]);
}, 60_000);

test("what runs under a guard of its own is left to that guard", async () => {
  const inner = join(PROCESSES, "starter.ts");
  const controller = new AbortController();
  const options = { signal: controller.signal, graceMilliseconds: 5_000 };
  const outer = runGuarded(process.execPath, ["--import", "tsx", inner, file, "shared"], options);
  await areUp();
  expect(running().sort()).toEqual(["guard", "program", "provider", "starter"]);
  controller.abort(new Error("enough"));
  await expect(outer).rejects.toThrow("enough");
  await eventually(() => running().length === 0);
  expect(running()).toEqual([]);
}, 60_000);
