import { cpSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LOCKS_FOLDER_VARIABLE } from "../../aws/provider-lock";
import { cliConfiguration } from "../../tools/lib/terraform/provider-mirror";
import { ProviderPool } from "./provider-pool";

/**
 * Environment of Terraform that asks the providers that are kept for a stack, in the stack's folder or in one that is made later:
 * they read paths against the stack's, which a plan does not ask for.
 *
 * @param stackFolder that a {@link ProviderPool} has adopted
 * @param mirror where what Terraform installs is put, as in a mirror: once
 * @returns undefined where the stack was never initialized
 */
export function keptProviders(
  stackFolder: string,
  mirror: string,
  env: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv | undefined {
  const installed = join(stackFolder, ".terraform/providers");
  if (!existsSync(installed)) return undefined;
  const file = `${mirror}.rc`;
  if (!existsSync(file)) {
    // What Terraform has installed lies as in a mirror, and is the stub.
    cpSync(installed, mirror, { recursive: true });
    writeFileSync(file, cliConfiguration(mirror));
  }
  return {
    ...ProviderPool.environment(env),
    TF_CLI_CONFIG_FILE: file,
    // The stub is not what the links' lock files have checksums of.
    [LOCKS_FOLDER_VARIABLE]: `${mirror}-no-locks`,
  };
}
