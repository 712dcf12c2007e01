import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";

interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly run?: string;
}

const workflow: { jobs: { drift: { steps: readonly Step[] } } } = parse(
  readFileSync(join(__dirname, "../../.github/workflows/drift.yml"), "utf8"),
);

function step(name: string): Step {
  const found = workflow.jobs.drift.steps.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`drift.yml has no step ${name}`);
  return found;
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "drift-workflow-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a step's script as the runner does, with a program of this name replaced by a script. */
function run(name: string, program: string, script: string, env: Readonly<Record<string, string>> = {}) {
  writeFileSync(join(folder, program), `#!/bin/bash\n${script}\n`, { mode: 0o755 });
  const { status, stderr } = spawnSync("bash", ["--noprofile", "--norc", "-e", "-c", step(name).run ?? ""], {
    cwd: folder,
    encoding: "utf8",
    env: {
      PATH: `${folder}:${process.env.PATH}`,
      RUNNER_TEMP: folder,
      GITHUB_OUTPUT: join(folder, "output"),
      ...env,
    },
  });
  expect([status, stderr]).toEqual([0, ""]);
}

test.each([
  ["no drift", "echo clean", "reported=true\nexit-code=0\n"],
  ["drift", "echo drifted; exit 1", "reported=true\nexit-code=1\n"],
  ["what could not be checked", "echo unread; exit 2", "reported=true\nexit-code=2\n"],
  ["a crash before any report", "exit 1", "exit-code=2\n"],
  ["no drift without a report", "exit 0", "exit-code=2\n"],
  ["an interruption", "echo half; exit 130", "exit-code=2\n"],
  ["a kill", "echo half; exit 137", "exit-code=2\n"],
])("the step that looks for drift passes on %s", (_, npm, output) => {
  run("Look for drift", "npm", npm);
  expect(readFileSync(join(folder, "output"), "utf8")).toBe(output);
});

test("what is no whole report is kept out of the issue", () => {
  expect(step("Keep one issue").if).toBe("steps.drift.outputs.reported == 'true'");
});

test.each([
  ["no drift and no issue", "0", "", []],
  ["no drift any more", "0", "5", ["issue close 5 --comment No drift any more."]],
  [
    "the first drift",
    "1",
    "",
    ["issue create --label drift-prod --title Drift in the links of prod --body-file REPORT"],
  ],
  ["drift known already", "1", "5", ["issue edit 5 --body-file REPORT"]],
  ["an unchecked account", "2", "5", ["issue edit 5 --body-file REPORT"]],
])("one issue is kept: %s", (_, exitCode, open, expected) => {
  writeFileSync(join(folder, "drift.md"), "report");
  run("Keep one issue", "gh", `echo "$*" >> "$RUNNER_TEMP/calls"; [ "$2" != list ] || echo "${open}"`, {
    EXIT_CODE: exitCode,
    ENVIRONMENT: "prod",
  });
  const calls = readFileSync(join(folder, "calls"), "utf8").replaceAll(join(folder, "drift.md"), "REPORT");
  const changes = calls.split("\n").filter((call) => /^issue (?!list)/.test(call));
  expect(changes).toEqual(expected);
  expect(calls).toMatch(/^issue list --label drift-prod /m);
});

test("the job fails for every exit code that is no answer", () => {
  expect(step("What could not be checked is no success").if).toBe(
    "steps.drift.outputs.exit-code != '0' && steps.drift.outputs.exit-code != '1'",
  );
});
