import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";

/** One release of each Node.js line that the project supports, as npm has them. */
export const RELEASES = ["22.23.3", "24.21.0"] as const;

/** Thrown away by `npm ci`; npm's own cache then has the packages still. */
const CACHE = join(PROJECT_ROOT, "node_modules/.cache/node-versions");

const FETCH_MILLISECONDS = 300_000;

/** A Node.js to run things with. */
interface NodeBinary {
  readonly release: string;
  /** The program. Its folder holds nothing else, so that it can be put in front of `PATH`. */
  readonly file: string;
}

/** The supported lines, or the reason why they cannot be had on this machine. */
export type NodeBinaries =
  | { readonly binaries: readonly NodeBinary[] }
  | { readonly binaries: undefined; readonly reason: string };

const fileOf = (folder: string, release: string) => join(folder, `node_modules/node-${release}/bin/node`);

/** Installs every release that is not here yet, all at once: whole or not at all, because other runs look too. */
function install(platform: string): string | undefined {
  mkdirSync(dirname(CACHE), { recursive: true });
  const folder = mkdtempSync(`${CACHE}-`);
  try {
    const packages = RELEASES.map((release) => `node-${release}@npm:node-${platform}@${release}`);
    // Without `--prefix` npm would install into the project that the folder stands in.
    const options = ["--no-save", "--ignore-scripts", "--prefer-offline", "--fetch-retries=0"];
    const { status, stderr, error } = spawnSync(
      "npm",
      ["install", "--prefix", folder, ...options, ...packages],
      {
        cwd: folder,
        encoding: "utf8",
        timeout: FETCH_MILLISECONDS,
      },
    );
    if (error !== undefined) return `npm cannot be run (${error.message})`;
    if (status !== 0) return `npm cannot fetch ${packages.join(" and ")}: ${stderr.trim().split("\n")[0]}`;
    rmSync(CACHE, { recursive: true, force: true });
    renameSync(folder, CACHE);
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Every supported Node.js, fetched from npm on first use (about 100 MB, no install script is run).
 *
 * @param platform Node.js' names of system and processor
 */
export function nodeBinaries(platform = `${process.platform}-${process.arch}`): NodeBinaries {
  if (!/^linux-(x64|arm64)$/.test(platform)) {
    return { binaries: undefined, reason: `npm has no Node.js for ${platform} that is known here` };
  }
  const binaries = RELEASES.map((release) => ({ release, file: fileOf(CACHE, release) }));
  if (binaries.every(({ file }) => existsSync(file))) return { binaries };
  const reason = install(platform);
  return reason === undefined ? { binaries } : { binaries: undefined, reason };
}
