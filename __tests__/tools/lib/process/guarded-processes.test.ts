import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compiledOnce } from "../../../../testing/processes/command";
import { testWithProc } from "../../../../testing/processes/proc-file-system";
import { ProcessIds } from "../../../../testing/processes/process-ids";
import { eventually, isRunning } from "../../../../testing/processes/running";
import {
  endLeft,
  guardedProgram,
  killAbandoned,
  newMark,
  startOf,
} from "../../../../tools/lib/process/guarded-processes.cjs";
import { runGuarded } from "../../../../tools/lib/process/run-guarded";

const PROCESSES = join(__dirname, "../../../../testing/processes");
const GUARD = join(__dirname, "../../../../tools/lib/process/guard.cjs");

const nameOf = (id: number | undefined) => readFileSync(`/proc/${id}/comm`, "utf8").trim();

let ids: ProcessIds;
beforeEach(() => {
  ids = new ProcessIds();
});
afterEach(() => ids.close());

/** A run that is killed before its stopped guard can look. */
async function killedRun(session: string): Promise<void> {
  const args = [...compiledOnce(join(PROCESSES, "starter.ts")), ids.file, session];
  const starter = spawn(process.execPath, args, { stdio: "ignore" });
  await ids.areUp();
  ids.signal("guard", "SIGSTOP");
  ids.signal("starter", "SIGKILL");
  await once(starter, "close");
}

describe("the next run", () => {
  testWithProc.each(["shared", "own", "bare"])(
    "ends what a run has left that was killed with its guard (session: %s)",
    async (session) => {
      await killedRun(session);
      ids.signal("guard", "SIGKILL");
      await eventually(() => !ids.running().includes("guard"));
      killAbandoned();
      expect(ids.running()).toEqual([]);
    },
    60_000,
  );

  testWithProc(
    "leaves what still has a guard, and the guard",
    async () => {
      await killedRun("own");
      killAbandoned();
      expect(ids.running()).toEqual(["guard", "program", "provider"]);
      ids.signal("guard", "SIGCONT");
      await ids.areGone();
      expect(ids.running()).toEqual([]);
    },
    60_000,
  );

  testWithProc(
    "leaves what still has a run, whoever guards it",
    async () => {
      const program = [join(PROCESSES, "program.cjs"), ids.file, "own", "when-interrupted"];
      const { signal, controller } = abortable();
      const running = runGuarded(process.execPath, program, { signal, graceMilliseconds: 1_000 });
      await ids.areUp();
      // Of a run without any guard.
      const unguarded = spawn(process.execPath, [join(PROCESSES, "provider.cjs"), ids.file], {
        env: { ...process.env, GUARDED_BY: `${newMark()}:1` },
      });
      await eventually(() => ids.idOf("provider") === unguarded.pid);
      killAbandoned();
      expect(ids.running()).toEqual(["guard", "program", "provider"]);
      unguarded.kill("SIGKILL");
      controller.abort(new Error("enough"));
      await expect(running).rejects.toThrow("enough");
    },
    60_000,
  );
});

/** A program that was not started by a run, and as a run knows its own. */
function startProgram(ends: string) {
  const program = [join(PROCESSES, "program.cjs"), ids.file, "shared", ends];
  const leader = spawn(process.execPath, program, { detached: true, stdio: "ignore" });
  const id = leader.pid ?? 0;
  const started = startOf(id);
  const known = { id, mark: `${newMark()}:1`, ...(started === undefined ? {} : { start: started }) };
  return { leader, known };
}

testWithProc("the next run leaves what it runs under itself", async () => {
  const before = process.env.GUARDED_BY;
  const abandoned = (number: number) => `999999999:1:${randomUUID()}:${number}`;
  process.env.GUARDED_BY = abandoned(1);
  try {
    const [own, other] = [process.env.GUARDED_BY, abandoned(2)].map((mark) =>
      spawn("sleep", ["60"], { env: { ...process.env, GUARDED_BY: mark } }),
    );
    // Another command may end both.
    const kill = jest.spyOn(process, "kill");
    killAbandoned();
    expect(kill.mock.calls.map(([id]) => id)).not.toContain(own?.pid);
    expect(isRunning(other?.pid ?? 0)).toBe(false);
    own?.kill("SIGKILL");
  } finally {
    jest.restoreAllMocks();
    if (before === undefined) delete process.env.GUARDED_BY;
    else process.env.GUARDED_BY = before;
  }
});

describe("what a program has left", () => {
  test("is ended by its group, with no mark and no parent", async () => {
    const { leader, known } = startProgram("by-itself");
    await once(leader, "exit");
    expect(ids.running()).toEqual(["provider"]);
    await endLeft(guardedProgram(known));
    expect(ids.running()).toEqual([]);
  });

  testWithProc("is nothing of a group whose leader has that number today", async () => {
    const { known } = startProgram("when-interrupted");
    await ids.areUp();
    await endLeft(guardedProgram({ ...known, start: "1" }));
    expect(ids.running()).toEqual(["program", "provider"]);
  });
});

describe("a guard", () => {
  /** With this mark, and a provider that a run with it has started. */
  async function guarding(): Promise<ChildProcess> {
    const mark = newMark();
    const guard = spawn(process.execPath, [GUARD, mark], {
      env: { GUARDED_BY: mark },
      stdio: ["pipe", "ignore", "ignore"],
    });
    spawn(process.execPath, [join(PROCESSES, "provider.cjs"), ids.file], {
      env: { ...process.env, GUARDED_BY: `${mark}:1` },
      detached: true,
    });
    await eventually(() => ids.running().includes("provider"));
    return guard;
  }

  testWithProc("kills what a run has started that was killed before it could tell", async () => {
    const guard = await guarding();
    guard.stdin?.end();
    await once(guard, "exit");
    expect(ids.running()).toEqual([]);
  });

  testWithProc("does not end at a signal: the run does", async () => {
    const guard = await guarding();
    await eventually(() => nameOf(guard.pid).startsWith("guard.cjs"));
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) guard.kill(name);
    guard.stdin?.end();
    expect(await once(guard, "exit")).toEqual([0, null]);
    expect(ids.running()).toEqual([]);
  });

  test("forgets what has ended, and not whoever has its number", async () => {
    const guard = spawn(process.execPath, [GUARD, newMark()], { stdio: ["pipe", "ignore", "ignore"] });
    const { leader, known } = startProgram("when-interrupted");
    await ids.areUp();
    const former = `${newMark()}:1`;
    const ended = spawn("sleep", ["60"], { detached: true });
    for (const line of [
      // More than is read at once.
      { ended: "x".repeat(200_000) },
      { program: { ...known, id: ended.pid, start: startOf(ended.pid ?? 0), mark: "ended" } },
      { ended: "ended" },
      { program: { ...known, mark: former }, graceMilliseconds: 10_000 },
      { program: known, graceMilliseconds: 10_000 },
      { ended: former },
    ])
      guard.stdin?.write(`${JSON.stringify(line)}\n`);
    guard.stdin?.end();
    expect(await once(leader, "exit")).toEqual([3, null]);
    await once(guard, "exit");
    expect([ids.running(), isRunning(ended.pid ?? 0)]).toEqual([[], true]);
    ended.kill("SIGKILL");
  });

  test("ends when its run has started nothing for seconds", async () => {
    const program = [join(PROCESSES, "program.cjs"), ids.file, "own", "by-itself"];
    await runGuarded(process.execPath, program);
    await eventually(() => !ids.running().includes("guard"));
    expect(ids.running()).toEqual([]);
    // And the run starts another one.
    const first = ids.idOf("guard");
    ids.forget();
    await runGuarded(process.execPath, program);
    expect(ids.idOf("guard")).not.toBe(first);
  }, 60_000);
});

testWithProc(
  "a guard is not called node: killing all of that name leaves it, and it ends the rest",
  async () => {
    const { signal, controller } = abortable();
    const program = [join(PROCESSES, "program.cjs"), ids.file, "shared", "when-interrupted"];
    const running = runGuarded(process.execPath, program, { signal, graceMilliseconds: 1_000 });
    await ids.areUp();
    // It is found by its arguments before it has given itself a name.
    await eventually(() => nameOf(ids.idOf("guard")).startsWith("guard.cjs"));
    expect([ids.idOf("guard"), ids.idOf("program")].map(nameOf)).toEqual([
      expect.stringMatching(/^guard\.cjs \d+/),
      expect.stringMatching(/^(node|MainThread)$/),
    ]);
    controller.abort(new Error("enough"));
    await expect(running).rejects.toThrow("enough");
  },
);

function abortable(): { readonly signal: AbortSignal; readonly controller: AbortController } {
  const controller = new AbortController();
  return { signal: controller.signal, controller };
}
