import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compiledOnce } from "../../../../testing/processes/command";
import { testWithProc } from "../../../../testing/processes/proc-file-system";
import { ProcessIds } from "../../../../testing/processes/process-ids";
import { eventually } from "../../../../testing/processes/running";
import { killAbandoned, killOrphans, newMark } from "../../../../tools/lib/process/guarded-processes.cjs";
import { runGuarded } from "../../../../tools/lib/process/run-guarded";

const PROCESSES = join(__dirname, "../../../../testing/processes");

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
      // Seen as ended by everybody but the run, which looks for its guard by other means.
      const unguarded = spawn(process.execPath, [join(PROCESSES, "provider.cjs"), ids.file], {
        env: { ...process.env, GUARDED_BY: `${newMark()}:999999999` },
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

describe("what a guard has left", () => {
  /** A program that ended without ending what is in its group, as a guard would that failed. */
  async function failedGuard(): Promise<number> {
    const program = [join(PROCESSES, "program.cjs"), ids.file, "shared", "by-itself"];
    const guard = spawn(process.execPath, program, { detached: true, stdio: "ignore" });
    await once(guard, "exit");
    expect(ids.running()).toContain("provider");
    return guard.pid ?? 0;
  }

  test("is killed too when the guard failed and ended by itself", async () => {
    await killOrphans(await failedGuard(), newMark(), false);
    expect(ids.running()).not.toContain("provider");
  });

  test("is nothing of a group whose leader has that number today", async () => {
    const program = [join(PROCESSES, "program.cjs"), ids.file, "shared", "when-interrupted"];
    const leader = spawn(process.execPath, program, { detached: true, stdio: "ignore" });
    await ids.areUp();
    await killOrphans(leader.pid ?? 0, newMark(), true);
    expect(ids.running()).toEqual(["program", "provider"]);
  });
});

testWithProc(
  "a guard is not called node: killing all of that name leaves it, and it ends the rest",
  async () => {
    const { signal, controller } = abortable();
    const program = [join(PROCESSES, "program.cjs"), ids.file, "shared", "when-interrupted"];
    const running = runGuarded(process.execPath, program, { signal, graceMilliseconds: 1_000 });
    await ids.areUp();
    const nameOf = (name: string) => readFileSync(`/proc/${ids.idOf(name)}/comm`, "utf8").trim();
    expect([nameOf("guard"), nameOf("program")]).toEqual([
      expect.stringMatching(/^guard\.cjs 1000/),
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
