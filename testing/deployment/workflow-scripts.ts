import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";

export interface WorkflowStep {
  /** An action, with its version. */
  readonly uses?: string;
  readonly name?: string;
  readonly run?: string;
}

/** Of all jobs of a workflow, job by job. */
export function workflowSteps(workflow: string): readonly WorkflowStep[] {
  const text = readFileSync(join(PROJECT_ROOT, `.github/workflows/${workflow}.yml`), "utf8");
  const jobs: Readonly<Record<string, { readonly steps: readonly WorkflowStep[] }>> = parse(text).jobs;
  return Object.values(jobs).flatMap(({ steps }) => steps);
}

export function workflowScript(workflow: string, name: string): string {
  const script = workflowSteps(workflow).find((step) => step.name === name)?.run;
  if (script === undefined) throw new Error(`${workflow}.yml has no step ${name}`);
  return script;
}

/** A folder in which the scripts of steps run as a runner runs them; new for each test. */
export function runnerFolder() {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "workflow-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function put(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const read = (path: string) => readFileSync(join(folder, path), "utf8");

  /** Runs a script with programs of ours before those of the machine. */
  function run(
    script: string,
    programs: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>> = {},
  ) {
    for (const [name, body] of Object.entries(programs)) {
      put(`bin/${name}`, `#!/bin/bash\n${body}\n`);
      chmodSync(join(folder, "bin", name), 0o755);
    }
    put("output", "");
    const { status, stderr } = spawnSync("bash", ["--noprofile", "--norc", "-e", "-c", script], {
      cwd: folder,
      encoding: "utf8",
      env: {
        PATH: `${join(folder, "bin")}:${process.env.PATH}`,
        GITHUB_OUTPUT: join(folder, "output"),
        GITHUB_REPOSITORY: "my-org/my-repo",
        GITHUB_WORKSPACE: folder,
        RUNNER_TEMP: folder,
        ...env,
      },
    });
    return { status, stderr, output: read("output") };
  }
  return { put, read, run };
}
