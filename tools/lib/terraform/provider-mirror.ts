import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** Registries whose folder marks a provider mirror: Terraform's and OpenTofu's. */
const REGISTRIES = ["registry.terraform.io", "registry.opentofu.org"];

/** Where add-on software is usually put; a mirror is looked for one level below. */
const ADD_ON_ROOTS = ["/opt", "/usr/local/share", "/usr/local/lib", "/usr/share", "/srv"];

function subfolders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(folder, entry.name));
  } catch {
    return [];
  }
}

function isMirror(folder: string): boolean {
  return REGISTRIES.some((registry) => existsSync(join(folder, registry)));
}

/**
 * The CLI configuration Terraform itself would read, if it exists. `TF_CLI_CONFIG_FILE` may name a file that does
 * not: Terraform then only warns.
 */
function userConfiguration(env: NodeJS.ProcessEnv): string | undefined {
  const named = env.TF_CLI_CONFIG_FILE ?? env.TERRAFORM_CONFIG;
  const candidates =
    named === undefined ? [".terraformrc", ".tofurc"].map((f) => join(homedir(), f)) : [named];
  return candidates.find(existsSync);
}

/** A provider mirror on this machine: `TF_PLUGIN_MIRROR`, or one level below the usual add-on roots. */
export function findProviderMirror(
  env: NodeJS.ProcessEnv = process.env,
  roots: readonly string[] = ADD_ON_ROOTS,
): string | undefined {
  if (env.TF_PLUGIN_MIRROR !== undefined) return env.TF_PLUGIN_MIRROR;
  return roots.flatMap(subfolders).find(isMirror);
}

/** The providers a mirror holds, as `host/namespace/type`. */
function mirroredProviders(mirror: string): string[] {
  return REGISTRIES.flatMap((registry) =>
    subfolders(join(mirror, registry))
      .flatMap(subfolders)
      .map((folder) => folder.slice(mirror.length + 1)),
  );
}

/**
 * Terraform CLI configuration that takes what the mirror holds from it and everything else from its registry.
 * Without `exclude`, Terraform asks the registry too and fails where none is reachable.
 */
export function cliConfiguration(mirror: string): string {
  const providers = JSON.stringify(mirroredProviders(mirror));
  return [
    "provider_installation {",
    "  filesystem_mirror {",
    `    path    = ${JSON.stringify(mirror)}`,
    `    include = ${providers}`,
    "  }",
    "  direct {",
    `    exclude = ${providers}`,
    "  }",
    "}",
    "",
  ].join("\n");
}

/**
 * Environment that lets Terraform find its providers: nothing when the user has a CLI configuration or no mirror
 * exists (Terraform's implied directories need none), otherwise `TF_CLI_CONFIG_FILE` with a generated one.
 *
 * @param configurationFile where the generated configuration is written
 */
export function providerEnvironment(
  configurationFile: string,
  env: NodeJS.ProcessEnv = process.env,
): { TF_CLI_CONFIG_FILE?: string } {
  if (userConfiguration(env) !== undefined) return {};
  const mirror = findProviderMirror(env);
  if (mirror === undefined) return {};
  mkdirSync(dirname(configurationFile), { recursive: true });
  writeFileSync(configurationFile, cliConfiguration(mirror));
  return { TF_CLI_CONFIG_FILE: configurationFile };
}
