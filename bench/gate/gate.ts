import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";
import { runGuarded } from "../../tools/lib/process/run-guarded";
import { findTerraform } from "../../tools/lib/terraform/terraform";
import { ProcessTimes } from "../rehearsal/process-times";
import type { BenchContext, MeasurementResult } from "../report/measurement";
import { figureOf } from "../report/pairs";
import { countRuns } from "./count-runs";

const METHOD = `The integration tests, those of the measurements apart, once: every run of Terraform is counted by its command, and the
processor time of every program is sampled while the tests run. The tests are those of the day on which this was recorded.`;

const TERRAFORM = /^Terraform/;

/** What the integration tests ask of Terraform, and how much of their processor time that is. */
export async function measureGate({ smoke, signal, say }: BenchContext): Promise<MeasurementResult> {
  const folder = mkdtempSync(join(tmpdir(), "bench-gate-"));
  const runs = countRuns(findTerraform(), folder);
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, CI: "true" };
  const times = new ProcessTimes();
  const startedAt = performance.now();
  try {
    say("the integration tests");
    const jest = [join(PROJECT_ROOT, "node_modules/.bin/jest"), "--selectProjects", "integration"];
    // The tests of the measurements would measure this one.
    const some = smoke
      ? ["--testPathPatterns", "integration/second-function"]
      : ["--testPathIgnorePatterns", "integration/bench-smoke"];
    const options = { cwd: PROJECT_ROOT, env, signal };
    const { exitCode, stderr } = await runGuarded(process.execPath, [...jest, ...some], options);
    if (exitCode !== 0) throw new Error(`the integration tests failed:\n${stderr}`);
    const wallSeconds = (performance.now() - startedAt) / 1000;
    const programs = [...(await times.stop())].map(
      ([name, milliseconds]) => [name, milliseconds / 1000] as const,
    );
    const sum = (values: readonly (readonly [string, number])[]) =>
      values.reduce((total, [, seconds]) => total + seconds, 0);
    const label = {
      what: "processor time of the integration tests",
      unit: "s",
      subject: "Terraform and its provider",
      reference: "every program",
    } as const;
    const terraform = programs.filter(([name]) => TERRAFORM.test(name));
    return {
      title: "The gate",
      method: METHOD,
      figures: [figureOf(label, [sum(terraform)], [sum(programs)])],
      tables: [
        {
          title: "Runs of Terraform in the integration tests",
          columns: ["command", "runs"],
          rows: [...runs.byCommand()].sort(([, a], [, b]) => b - a),
        },
        {
          title: "Processor time of the integration tests by program",
          columns: ["program", "s"],
          rows: [
            ...programs.map(([name, seconds]) => [name, Math.round(seconds)]),
            ["from start to end", Math.round(wallSeconds)],
          ],
        },
      ],
    };
  } finally {
    await times.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
