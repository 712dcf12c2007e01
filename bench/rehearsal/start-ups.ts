import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEngine } from "../../emulator/redshift-data/engine/start-engine";
import { findMoto, startMoto } from "../../rehearsal/moto";
import { REHEARSAL_FOLDER } from "../../rehearsal/run-folder";
import { runGuarded } from "../../tools/lib/process/run-guarded";
import { providerEnvironment } from "../../tools/lib/terraform/provider-mirror";
import { findTerraform, Terraform } from "../../tools/lib/terraform/terraform";
import type { Figure, Table } from "../report/measurement";
import { figureOf, inTurns, spreadOf } from "../report/pairs";

const CONFIGURATIONS = {
  withProvider: {
    terraform: { required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" } } },
  },
  without: { terraform: {} },
} as const;

/** Starts the parts of a rehearsal by themselves: the provider, beside a Terraform without one, moto, and PGlite. */
export async function startUps(
  turns: number,
  signal: AbortSignal,
): Promise<{ figure: Figure; table: Table }> {
  const folder = mkdtempSync(join(tmpdir(), "bench-start-"));
  try {
    const env = { ...process.env, ...providerEnvironment(join(folder, "terraform.rc")) };
    const validate = async (name: keyof typeof CONFIGURATIONS) => {
      const cwd = join(folder, name);
      mkdirSync(cwd);
      writeFileSync(join(cwd, "main.tf.json"), JSON.stringify(CONFIGURATIONS[name]));
      await new Terraform(findTerraform(), { cwd, env, signal }).init();
      return timed(() => runGuarded(findTerraform(), ["validate", "-no-color"], { cwd, env, signal }));
    };
    const moto = await findMoto(join(REHEARSAL_FOLDER, "python"), signal);
    const values = await inTurns(
      turns,
      {
        withProvider: await validate("withProvider"),
        without: await validate("without"),
        moto: timed(
          () => startMoto(moto, signal),
          (started) => started.stop(),
        ),
        pglite: timed(startEngine, (database) => database.close()),
      },
      signal,
    );
    const label = {
      what: "start of the provider",
      unit: "ms",
      subject: "terraform validate with it",
      reference: "without any",
    } as const;
    const median = (ours: readonly number[]) => Math.round(spreadOf(ours).median);
    return {
      figure: figureOf(label, values.withProvider, values.without),
      table: {
        title: "Starts by themselves, medians",
        columns: ["what", "ms"],
        rows: [
          ["terraform validate, with the provider", median(values.withProvider)],
          ["terraform validate, without one", median(values.without)],
          ["moto", median(values.moto)],
          ["PGlite, an empty database", median(values.pglite)],
        ],
      },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Times a start; what was started is stopped outside of the clock. */
function timed<T>(start: () => Promise<T>, stop: (started: T) => Promise<void> = async () => undefined) {
  return async () => {
    const startedAt = performance.now();
    const started = await start();
    const milliseconds = performance.now() - startedAt;
    await stop(started);
    return milliseconds;
  };
}
