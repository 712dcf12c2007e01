/** What Terraform calls the lock file in the folder that it runs in. */
export const LOCK_FILE = ".terraform.lock.hcl";

/** Where the project keeps the lock files of its links, from its root. */
export const LOCKS_FOLDER = "provider-locks";

/** Names another folder for them, in place of {@link LOCKS_FOLDER}: what writes them cannot ask for those that it replaces. */
export const LOCKS_FOLDER_VARIABLE = "PROVIDER_LOCKS_FOLDER";

/** A link, as its lock file is named after it. */
interface NamedLink {
  readonly name: string;
  /** Absent: none. */
  readonly environment?: string;
}

/** Name of a link's lock file in their folder. No name has a dot, so that two links of any environments never share one. */
export function lockFileName({ name, environment }: NamedLink): string {
  return `${environment === undefined ? "" : `${environment}.`}${name}${LOCK_FILE}`;
}

/** What a lock file says of the AWS provider. */
export interface ProviderLock {
  /** The one that it locks. Absent: none that can be read. */
  readonly version?: string;
  /** The versions that it was made for, as Terraform writes them. Absent: it does not say. */
  readonly versions?: string;
  /** Line of the version, from 1; 1 where there is none. */
  readonly line: number;
  /** Those of whose provider it was made with a checksum, as `npm run lock` notes them. Absent: it does not say. */
  readonly platforms?: readonly string[];
}

/** The stack asks for `hashicorp/aws`, which is that of the default registry of Terraform or OpenTofu: another host's locks nothing. */
const AWS_PROVIDER = /^provider "registry\.(?:terraform\.io|opentofu\.org)\/hashicorp\/aws" \{$/;

const PLATFORMS = /^# platforms: ([a-z0-9_ ]+)$/m;

/** Reads a lock file, as Terraform or `npm run lock` wrote it. */
export function readProviderLock(text: string): ProviderLock {
  // A checkout on Windows may have its own line ends.
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => AWS_PROVIDER.test(line));
  const end = lines.findIndex((line, index) => index > start && line === "}");
  const lineOf = (argument: string) =>
    lines.findIndex(
      (line, index) =>
        start >= 0 && index > start && index < end && new RegExp(`^ {2}${argument} +=`).test(line),
    );
  const textOf = (argument: string) => /"([^"]+)"$/.exec(lines[lineOf(argument)] ?? "")?.[1];
  const at = lineOf("version");
  const [version, versions] = [textOf("version"), textOf("constraints")];
  const platforms = PLATFORMS.exec(text)?.[1]?.split(" ");
  return {
    ...(version === undefined ? {} : { version }),
    ...(versions === undefined ? {} : { versions }),
    line: at < 0 ? 1 : at + 1,
    ...(platforms === undefined ? {} : { platforms }),
  };
}

/** The text of a lock file with a note of its platforms, which a lock file itself does not tell. */
export function withPlatforms(text: string, platforms: readonly string[]): string {
  const note = `# platforms: ${[...platforms].sort().join(" ")}`;
  return PLATFORMS.test(text) ? text.replace(PLATFORMS, note) : `${note}\n${text}`;
}
