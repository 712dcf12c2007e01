import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type SynthesizedStack, synthesize } from "../tools/lib/terraform/synthesize";

/**
 * Only the state's place differs from a deployment, and with it the oldest Terraform that knows the place: Terraform merges an
 * override file into the stack.
 */
const BACKEND_OVERRIDE = {
  terraform: { backend: { local: { path: "terraform.tfstate" } }, required_version: ">= 1.5.0" },
};

/** Synthesizes the project as `cdktf synth` does, into a folder of the run, with the state beside each stack. */
export async function synthesizeForRehearsal(
  outputFolder: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<readonly SynthesizedStack[]> {
  const stacks = await synthesize(outputFolder, env, signal);
  for (const { folder } of stacks) {
    writeFileSync(join(folder, "rehearsal_override.tf.json"), JSON.stringify(BACKEND_OVERRIDE));
  }
  return stacks;
}
