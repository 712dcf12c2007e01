import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { TerraformStack } from "cdktf";
import {
  LOCK_FILE,
  LOCKS_FOLDER,
  LOCKS_FOLDER_VARIABLE,
  lockFileName,
  readProviderLock,
} from "../aws/provider-lock";
import { exactVersion, isProviderVersion, providerVersions } from "../aws/provider-versions";
import type { Link } from "../config/link";
import type { LinkProblem } from "../config/problem";
import { linkCommand } from "../states/link-command";

/** What the lock of a link depends on. */
type LockedLink = Pick<Link, "name" | "environment" | "provider"> & {
  readonly function: Pick<Link["function"], "runtime">;
};

/** Where `npm run lock` writes; committed, one file a link. */
function locksFolder(): string {
  return process.env[LOCKS_FOLDER_VARIABLE] || join(__dirname, "..", LOCKS_FOLDER);
}

/** The versions of the AWS provider that a link may be deployed with, as Terraform writes them. */
export function providerVersionsOf({ provider, function: { runtime } }: LockedLink): string {
  return provider?.version === undefined ? providerVersions(runtime) : exactVersion(provider.version);
}

/**
 * Puts the link's own dependency lock file beside its `cdk.tf.json`, so that everybody who runs Terraform there gets the same
 * provider. A link without one is locked by whoever initializes it first.
 *
 * @param folder where the lock files are; default: `provider-locks` of the project, or the one that PROVIDER_LOCKS_FOLDER names
 */
export function addProviderLock(
  stack: TerraformStack,
  link: Pick<Link, "name" | "environment">,
  folder: string = locksFolder(),
): void {
  const { synthesizer } = stack;
  stack.synthesizer = {
    synthesize(session) {
      synthesizer.synthesize(session);
      const file = join(folder, lockFileName(link));
      if (!existsSync(file)) return;
      const { workingDirectory } = session.manifest.forStack(stack);
      copyFileSync(file, join(session.outdir, workingDirectory, LOCK_FILE));
    },
  };
}

/** Terraform writes one version without its sign into a lock file. */
function isSameVersions(locked: string, versions: string): boolean {
  return locked === versions || exactVersion(locked) === versions;
}

/**
 * A check of a links file: the lock file of the link, if it has one, locks a version that the link may be deployed with, was made for the
 * versions that it may have, and for every platform that it asks for. Terraform would say so in the first pipeline that runs it, or
 * take another version there.
 *
 * @param folder as {@link addProviderLock} takes it
 */
export function lockProblems(link: LockedLink, folder: string = locksFolder()): readonly LinkProblem[] {
  const file = join(folder, lockFileName(link));
  const placeAt = (line: number) => ({ fileName: relative("", file), position: { line, column: 1 } });
  const again = linkCommand("lock", link);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    const message = `cannot be read (${code}), expected a lock file of Terraform's; remove it, and write it anew by ${again}, and commit it`;
    return [{ path: ["provider", "version"], place: placeAt(1), message }];
  }
  const { version, versions: madeFor, line, platforms = [] } = readProviderLock(text);
  const place = placeAt(line);
  const versions = providerVersionsOf(link);
  if (version === undefined || !isProviderVersion(version, versions)) {
    const found = version === undefined ? "names no version" : `locks hashicorp/aws ${version}`;
    const why =
      link.provider?.version === undefined
        ? "which is what the link may be deployed with"
        : "which provider.version says";
    const message = `${found}, expected ${versions}, ${why}; write it anew by ${again}, and commit it`;
    return [{ path: ["provider", "version"], place, message }];
  }
  // cdktf updates a lock file that was made for one version alone, to the newest, and says nothing.
  if (madeFor !== undefined && !isSameVersions(madeFor, versions)) {
    const message = `is made for hashicorp/aws ${madeFor}, expected ${versions}, which is what the link asks for; write it anew by ${again}, and commit it`;
    return [{ path: ["provider", "version"], place, message }];
  }
  const missing = (link.provider?.platforms ?? []).filter((platform) => !platforms.includes(platform));
  if (missing.length === 0) return [];
  const has = platforms.length === 0 ? "does not say of which platforms" : `is of ${platforms.join(", ")}`;
  return [
    {
      path: ["provider", "platforms"],
      place,
      message: `${has}, expected ${missing.join(", ")} too; add the checksums by ${again}, and commit it`,
    },
  ];
}
