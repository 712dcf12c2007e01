import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createProcessFolder } from "../lib/process/process-folder";
import { PROJECT_ROOT } from "../lib/process/project-root";
import { runGuarded } from "../lib/process/run-guarded";
import { chosenLinks } from "../lib/terminal/chosen-links";
import { ToolError } from "../lib/terminal/tool-error";
import { synthesize } from "../lib/terraform/synthesize";
import { findTerraform } from "../lib/terraform/terraform";

/** Where people and pipelines run Terraform; the checksums of a platform that is not here stop its first `init`. */
const PLATFORMS = ["linux_amd64", "linux_arm64", "darwin_amd64", "darwin_arm64"];

const LOCK_FILE = ".terraform.lock.hcl";

/** How lock files are made. */
export interface LockOptions {
  /** Takes the newest version that the link allows. @default false, the version that is locked stays */
  readonly upgrade: boolean;
  /** A folder that holds providers as a file system mirror does. @default - the registry */
  readonly mirror?: string | undefined;
  /** Where the lock files of all links are. @default provider-locks of the project */
  readonly folder?: string;
  readonly signal: AbortSignal;
}

/** The lock file of one link, as it was written. */
export interface ProviderLock {
  /** The link. */
  readonly name: string;
  readonly file: string;
  /** Of the AWS provider. */
  readonly version: string;
  readonly platforms: readonly string[];
}

/** The platforms of which a mirror holds providers, unpacked or packed. */
function platformsIn(mirror: string): readonly string[] {
  const names = readdirSync(mirror, { recursive: true, encoding: "utf8" });
  return PLATFORMS.filter((platform) => names.some((name) => name.includes(platform)));
}

/**
 * Writes the dependency lock file of each link, with the checksums for every platform that is known.
 *
 * @param names links; all of the links file when empty
 * @throws ToolError `SYNTH_FAILED`, `TERRAFORM_MISSING`, `TERRAFORM_FAILED`; UsageError for an unknown link
 */
export async function lockProviders(
  names: readonly string[],
  options: LockOptions,
): Promise<readonly ProviderLock[]> {
  const { upgrade, mirror, folder = join(PROJECT_ROOT, "provider-locks"), signal } = options;
  const terraform = findTerraform();
  const platforms = mirror === undefined ? PLATFORMS : platformsIn(mirror);
  const args = [
    ...["providers", "lock", "-no-color"],
    ...(mirror === undefined ? [] : [`-fs-mirror=${mirror}`]),
    ...platforms.map((platform) => `-platform=${platform}`),
  ];
  const output = createProcessFolder(tmpdir(), "lock");
  try {
    const locks: ProviderLock[] = [];
    for (const { name, folder: cwd } of chosenLinks(await synthesize(output, process.env, signal), names)) {
      // The synth has put the link's lock file there: its version is kept, and its checksums are added to.
      if (upgrade) rmSync(join(cwd, LOCK_FILE), { force: true });
      const { exitCode, stdout, stderr } = await runGuarded(terraform, args, { cwd, signal });
      if (exitCode !== 0) {
        const said = [stdout, stderr].map((text) => text.trim()).filter((text) => text !== "");
        throw new ToolError(
          "TERRAFORM_FAILED",
          `terraform providers lock exited with ${exitCode}:\n${said.join("\n")}`,
        );
      }
      const file = join(folder, `${name}${LOCK_FILE}`);
      mkdirSync(folder, { recursive: true });
      copyFileSync(join(cwd, LOCK_FILE), file);
      const version = /^ {2}version {5}= "([^"]+)"$/m.exec(readFileSync(file, "utf8"))?.[1] ?? "unknown";
      locks.push({ name, file, version, platforms });
    }
    return locks;
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}
