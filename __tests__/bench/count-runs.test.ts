import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countRuns } from "../../bench/gate/count-runs";

test("runs are counted by command, and the program stays itself: arguments, output and exit code", () => {
  const folder = mkdtempSync(join(tmpdir(), "count-runs-"));
  const program = join(folder, "real");
  writeFileSync(program, `#!/bin/sh\nprintf '%s|' "$@"\nexit 3\n`, { mode: 0o755 });
  const runs = countRuns(program, folder);
  expect(runs.byCommand()).toEqual(new Map());
  const run = (...args: string[]) => {
    const { status, stdout } = spawnSync(join(folder, "terraform"), args, { encoding: "utf8" });
    return { status, stdout };
  };
  expect(run("-chdir=a b", "plan", "-out=x y")).toEqual({ status: 3, stdout: "-chdir=a b|plan|-out=x y|" });
  expect(run("state", "pull")).toEqual({ status: 3, stdout: "state|pull|" });
  run("plan");
  expect(runs.byCommand()).toEqual(
    new Map([
      ["plan", 2],
      ["state", 1],
    ]),
  );
});
