import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const LOCK_FILE = ".terraform.lock.hcl";

/** The list of checksums of one provider, as Terraform writes it. */
const HASHES = /^ {2}hashes = \[\n(?: {4}"[^"\n]*",\n)*? {2}\]\n/gm;

/**
 * How Go collects garbage in a Terraform that nobody waits on twice. Terraform and its providers live for seconds, and
 * each provider fills its memory once, with its schema: half as much collecting as by default takes less time, and no more
 * memory. Without any, each process takes twice the memory, and a machine whose memory is slow to give (a virtual one in
 * another) loses more by that than collecting takes. The limit makes the collector start where memory would run short.
 * (https://go.dev/doc/gc-guide#GOGC)
 */
const GO_RUNTIME = { GOGC: "200", GOMEMLIMIT: "1GiB" };

/** The environment of Terraform in a folder that is thrown away. What the user says of Go's memory stands. */
export function throwAwayEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return env.GOGC === undefined && env.GOMEMLIMIT === undefined ? { ...env, ...GO_RUNTIME } : env;
}

/**
 * Takes the checksums of providers out of a folder's lock file. Terraform reads all of a provider (hundreds of megabytes)
 * in every command to compare them, although `init` has just done so. Never in a folder that outlives the command: there
 * they are what tells a provider that was exchanged later.
 */
export function forgetProviderChecksums(folder: string): void {
  const file = join(folder, LOCK_FILE);
  if (!existsSync(file)) return;
  writeFileSync(file, withoutChecksums(readFileSync(file, "utf8")));
}

/** A lock file's text that holds the versions of its providers alone. */
export function withoutChecksums(lock: string): string {
  return lock.replace(HASHES, "");
}
