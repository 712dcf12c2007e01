import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LOCK_FILE, readProviderLock } from "../aws/provider-lock";
import { type SynthesizedStack, synthesize } from "../tools/lib/terraform/synthesize";
import type { Terraform } from "../tools/lib/terraform/terraform";

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

/** A rehearsal with another provider than the one that is locked, of which there is none here. */
export interface OtherProvider {
  readonly locked: string;
  /** Absent: what was initialized does not say. */
  readonly taken?: string;
}

/**
 * Initializes a link's folder. Its lock file is of deployments: where the locked version is not to be had, as from a mirror without it,
 * the rehearsal takes the one that is there, since its accounts are this machine's. A provider of the locked version with other checksums
 * is never taken.
 *
 * @param folder where Terraform runs
 * @returns what it took in the place of the locked one; `undefined` where it took that, or none is locked
 * @throws ToolError `TERRAFORM_FAILED`
 */
export async function initializeForRehearsal(
  terraform: Pick<Terraform, "init">,
  folder: string,
): Promise<OtherProvider | undefined> {
  const file = join(folder, LOCK_FILE);
  const lock = () => (existsSync(file) ? readProviderLock(readFileSync(file, "utf8")) : undefined);
  const locked = lock()?.version;
  try {
    await terraform.init();
    return undefined;
  } catch (error) {
    if (locked === undefined) throw error;
    rmSync(file, { force: true });
    await terraform.init();
    const taken = lock()?.version;
    if (taken === locked) throw error;
    return { locked, ...(taken === undefined ? {} : { taken }) };
  }
}
