import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runGuarded } from "../tools/lib/run-guarded";
import { ToolError } from "../tools/lib/tool-error";
import { PROJECT_ROOT } from "./run-folder";

/** One synthesized stack on disk. */
export interface SynthesizedStack {
  readonly name: string;
  readonly folder: string;
}

/** Only the state's place differs from a deployment: Terraform merges an override file into the stack. */
const BACKEND_OVERRIDE = { terraform: { backend: { local: { path: "terraform.tfstate" } } } };

/** Synthesizes the project as `cdktf synth` does, into a folder of the run. */
export async function synthesize(
  outputFolder: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<readonly SynthesizedStack[]> {
  const result = await runGuarded(process.execPath, ["--import", "tsx", "main.ts"], {
    cwd: PROJECT_ROOT,
    env: { ...env, CDKTF_OUTDIR: outputFolder },
    signal,
  });
  if (result.exitCode !== 0) throw new ToolError("SYNTH_FAILED", result.stderr.trim());
  const manifest: { stacks: Record<string, { name: string; workingDirectory: string }> } = JSON.parse(
    readFileSync(join(outputFolder, "manifest.json"), "utf8"),
  );
  return Object.values(manifest.stacks).map(({ name, workingDirectory }) => {
    const folder = join(outputFolder, workingDirectory);
    writeFileSync(join(folder, "rehearsal_override.tf.json"), JSON.stringify(BACKEND_OVERRIDE));
    return { name, folder };
  });
}
