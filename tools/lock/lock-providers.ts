import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import {
  LOCK_FILE,
  LOCKS_FOLDER,
  LOCKS_FOLDER_VARIABLE,
  lockFileName,
  readProviderLock,
  withPlatforms,
} from "../../aws/provider-lock";
import { isProviderVersion } from "../../aws/provider-versions";
import type { Link } from "../../config/link";
import { linksFile } from "../../config/links-file";
import { loadLinks } from "../../config/load-links";
import { linkCommand } from "../../states/link-command";
import type { NamedLink } from "../../states/local-state";
import { createProcessFolder, removeProcessFolder } from "../lib/process/process-folder";
import { PROJECT_ROOT } from "../lib/process/project-root";
import { runGuarded } from "../lib/process/run-guarded";
import { chosenLinks } from "../lib/terminal/chosen-links";
import { ToolError } from "../lib/terminal/tool-error";
import { findProviderMirror } from "../lib/terraform/provider-mirror";
import { synthesize } from "../lib/terraform/synthesize";
import { findTerraform } from "../lib/terraform/terraform";

/** Where people and pipelines run Terraform, if a link does not say; without its checksum a platform's first `init` from a mirror stops. */
const PLATFORMS = ["linux_amd64", "linux_arm64", "darwin_amd64", "darwin_arm64"];

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
export interface WrittenLock {
  /** The link. */
  readonly name: string;
  readonly file: string;
  /** Of the AWS provider. */
  readonly version: string;
  /** Those that it has checksums for, earlier ones of the same version too. */
  readonly platforms: readonly string[];
}

/**
 * The platforms of which a mirror holds providers, unpacked or packed.
 *
 * @throws ToolError when there is no such folder
 */
function platformsIn(mirror: string): (platform: string) => boolean {
  if (!statSync(mirror, { throwIfNoEntry: false })?.isDirectory()) {
    throw new ToolError(
      "MIRROR_MISSING",
      `${mirror} is no folder, expected a file system mirror of Terraform's, which holds registry.terraform.io/hashicorp/aws; correct --mirror`,
    );
  }
  const names = readdirSync(mirror, { recursive: true, encoding: "utf8" });
  return (platform) => names.some((name) => name.includes(platform));
}

/** @throws ToolError when the mirror lacks one that the link asks for */
function platformsOf({ name, provider }: Link, mirror: string | undefined): readonly string[] {
  const asked = provider?.platforms;
  if (mirror === undefined) return asked ?? PLATFORMS;
  const isThere = platformsIn(mirror);
  const missing = (asked ?? []).filter((platform) => !isThere(platform));
  if (missing.length === 0) return asked ?? PLATFORMS.filter(isThere);
  throw new ToolError(
    "PLATFORM_MISSING",
    `${mirror} holds no provider for ${missing.join(", ")}, which provider.platforms of link ${name} asks for; lock it from the registry, without --mirror, or leave the platform out`,
  );
}

/** What helps where no registry answers; which words Terraform has for it differs from version to version. */
function withoutRegistry(link: NamedLink): string {
  const found = findProviderMirror();
  const folder = found === undefined ? "<folder>" : JSON.stringify(found);
  return `\nif no registry answers here, take the providers from a file system mirror, whose platforms alone are locked: ${linkCommand("lock", link)} --mirror ${folder}`;
}

/** The versions of the AWS provider that a synthesized link asks for, as Terraform writes them. */
function versionsOf(stackFolder: string): string {
  return JSON.parse(readFileSync(join(stackFolder, "cdk.tf.json"), "utf8")).terraform.required_providers.aws
    .version;
}

/** What was locked before, where it stays: its version is kept, and its checksums are added to. Absent: there is none, or it is stale. */
function keptLock(file: string, versions: string): { readonly platforms: readonly string[] } | undefined {
  if (!existsSync(file)) return undefined;
  const { version, platforms = [] } = readProviderLock(readFileSync(file, "utf8"));
  return version !== undefined && isProviderVersion(version, versions) ? { platforms } : undefined;
}

/**
 * Writes the dependency lock file of each link, with the checksums for every platform that is known or that the link asks for.
 *
 * @param names links; all of the links file when empty
 * @throws ToolError `SYNTH_FAILED`, `TERRAFORM_MISSING`, `TERRAFORM_FAILED`, `MIRROR_MISSING`, `PLATFORM_MISSING`; UsageError for an unknown link
 */
export async function lockProviders(
  names: readonly string[],
  options: LockOptions,
): Promise<readonly WrittenLock[]> {
  const { upgrade, folder = join(PROJECT_ROOT, LOCKS_FOLDER), signal } = options;
  // Terraform runs in the folder of each stack.
  const mirror = options.mirror === undefined ? undefined : resolve(options.mirror);
  const terraform = findTerraform();
  const output = createProcessFolder(tmpdir(), "lock");
  try {
    // A synth refuses locks that are stale, which is what these are to be written for.
    const env = { ...process.env, [LOCKS_FOLDER_VARIABLE]: join(output, "no-locks") };
    const stacks = chosenLinks(await synthesize(output, env, signal), names);
    const links = loadLinks(linksFile());
    const locks: WrittenLock[] = [];
    for (const { name, folder: cwd } of stacks) {
      const link = links.find((candidate) => candidate.name === name);
      if (link === undefined) throw new Error(`link ${name} was synthesized and is not in ${linksFile()}`);
      const platforms = platformsOf(link, mirror);
      const file = join(folder, lockFileName(link));
      const kept = upgrade ? undefined : keptLock(file, versionsOf(cwd));
      if (kept !== undefined) copyFileSync(file, join(cwd, LOCK_FILE));
      const args = [
        ...["providers", "lock", "-no-color"],
        ...(mirror === undefined ? [] : [`-fs-mirror=${mirror}`]),
        ...platforms.map((platform) => `-platform=${platform}`),
      ];
      const { exitCode, stdout, stderr } = await runGuarded(terraform, args, { cwd, signal });
      if (exitCode !== 0) {
        const said = [stdout, stderr].map((text) => text.trim()).filter((text) => text !== "");
        throw new ToolError(
          "TERRAFORM_FAILED",
          `terraform providers lock exited with ${exitCode}:\n${said.join("\n")}${mirror === undefined ? withoutRegistry(link) : ""}`,
        );
      }
      const all = [...new Set([...(kept?.platforms ?? []), ...platforms])];
      const text = withPlatforms(readFileSync(join(cwd, LOCK_FILE), "utf8"), all);
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, text);
      locks.push({ name, file, version: readProviderLock(text).version ?? "unknown", platforms: all });
    }
    return locks;
  } finally {
    removeProcessFolder(output);
  }
}
