import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { LOCKS_FOLDER, LOCKS_FOLDER_VARIABLE } from "../../aws/provider-lock";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";
import { findProviderMirror } from "../../tools/lib/terraform/provider-mirror";
import { withoutChecksums } from "../../tools/lib/terraform/throw-away-folder";

/** Where the mirror of this machine is kept meanwhile. */
const USERS_MIRROR = "TEST_USERS_MIRROR";
const PROVIDER = /^terraform-provider-.*(?<!\.zip)$/;

/**
 * Variables under which Terraform installs small providers from now on: programs of one line, each of which becomes the provider of
 * this machine's mirror that it stands for. Terraform hashes all of an installed provider in `init`, and in every later command in a
 * folder with its checksums: of hundreds of megabytes that is most of what such a command takes. The project's own lock files hold
 * the checksums of the large ones, so theirs are left out.
 *
 * @param folder where they are written
 * @returns variable → value; empty without unpacked providers to stand for, where no POSIX shell becomes them, or when done before
 */
export function withSmallProviders(folder: string, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const mirror = findProviderMirror(env);
  if (mirror === undefined || process.platform === "win32" || USERS_MIRROR in env) return {};
  const [providers, locks] = [join(folder, "providers"), join(folder, LOCKS_FOLDER)];
  if (!writeLaunchers(mirror, providers)) return {};
  const large = join(PROJECT_ROOT, LOCKS_FOLDER);
  mkdirSync(locks, { recursive: true });
  // Who has locked nothing has no such folder.
  for (const name of existsSync(large) ? readdirSync(large) : []) {
    const lock = readFileSync(join(large, name), "utf8");
    writeFileSync(join(locks, name), withoutChecksums(lock));
  }
  return { [USERS_MIRROR]: mirror, TF_PLUGIN_MIRROR: providers, [LOCKS_FOLDER_VARIABLE]: locks };
}

/** Variables for who installs providers as a user does: the large ones, with the checksums of the project's lock files. */
export function usersProviders(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const mirror = env[USERS_MIRROR];
  return mirror === undefined ? {} : { TF_PLUGIN_MIRROR: mirror, [LOCKS_FOLDER_VARIABLE]: "" };
}

/** @returns whether there is any */
function writeLaunchers(mirror: string, folder: string): boolean {
  // Terraform says what is wrong with a mirror that is not there.
  if (!existsSync(mirror)) return false;
  const providers = readdirSync(mirror, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && PROVIDER.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name));
  for (const provider of providers) {
    const launcher = join(folder, relative(mirror, provider));
    mkdirSync(dirname(launcher), { recursive: true });
    writeFileSync(launcher, `#!/bin/sh\nexec '${provider.replaceAll("'", "'\\''")}' "$@"\n`, { mode: 0o755 });
  }
  return providers.length > 0;
}
