import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { CarriedCode } from "../../../access/terraform/carried/carried-code";
import { isJson, type Json } from "../../../aws/json";
import { PROJECT_ROOT } from "../../lib/process/project-root";
import { runGuarded } from "../../lib/process/run-guarded";
import { ToolError } from "../../lib/terminal/tool-error";

/** What is wrong with the archive of one function. */
export interface ArchiveProblem {
  /** Terraform address of the function. */
  readonly address: string;
  readonly message: string;
}

/** An archive that a stack deploys, and whose code it is. Absent: the project's own. */
export interface DeployedArchive {
  readonly file: string;
  readonly code: CarriedCode | undefined;
}

/** SHA-256 in base64 of what an archive should be. */
export type FreshHash = (archive: string) => string | undefined;

/**
 * Hashes of the functions' archives, each made afresh from the sources of this checkout and from the named queries that it holds:
 * those the review lists. Those that somebody else makes are taken as they are in the checkout.
 *
 * @throws ToolError `REVIEW_ARCHIVE` when one cannot be made
 */
export async function freshArchiveHashes(
  archives: readonly DeployedArchive[],
  signal: AbortSignal,
): Promise<FreshHash> {
  const given = archives.flatMap(({ file, code }) =>
    code?.kind === "archive" ? [[file, hashOfSource(file, join(PROJECT_ROOT, code.file))] as const] : [],
  );
  const sources = new Map(
    archives.flatMap(({ file, code }) =>
      code?.kind === "archive"
        ? []
        : [[file, JSON.stringify({ archive: file, entryFile: code?.file })] as const],
    ),
  );
  const hashes = new Map([...given, ...(await bundledHashes(sources, signal))]);
  return (archive) => hashes.get(archive);
}

/** @param sources archive → argument of the program that makes it afresh */
async function bundledHashes(
  sources: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<readonly (readonly [archive: string, hash: string | undefined])[]> {
  // That none is there is told of each function.
  if (sources.size === 0) return [];
  const program = ["synth/command.cjs", "constructs/print-archive-hash.ts", ...sources.values()];
  const { exitCode, stdout, stderr } = await runGuarded(process.execPath, program, {
    cwd: PROJECT_ROOT,
    signal,
  });
  if (exitCode === 0 && stdout.length > 0) {
    const hashes = stdout.split("\n");
    return [...sources.keys()].map((archive, index) => [archive, hashes[index]]);
  }
  throw new ToolError(
    "REVIEW_ARCHIVE",
    `the function cannot be bundled, so that nobody can say what the archive holds: ${stderr.trim()}; repair it, or pass --no-rebuild`,
  );
}

/**
 * What is wrong with the archives that a stack's functions deploy: another content than the stack declares, or than the
 * sources give.
 *
 * @param stackFile the stack's `cdk.tf.json`
 * @param json its content
 * @param fresh hashes of archives made from the sources. Absent: it is compared with what the stack declares only
 */
export function archiveProblems(
  stackFile: string,
  json: unknown,
  fresh: FreshHash | undefined,
): readonly ArchiveProblem[] {
  return Object.entries(functionsOf(json)).flatMap(([name, block]) => {
    if (!isJson(block)) return [];
    const { filename, source_code_hash: declared } = block;
    const address = `aws_lambda_function.${name}`;
    const file = resolve(dirname(stackFile), String(filename));
    const found = hashOf(file);
    if (found === undefined) {
      // Without the comparison a missing archive is left to Terraform, which stops there by itself.
      return fresh === undefined
        ? []
        : [{ address, message: `its archive ${String(filename)} is not there` }];
    }
    return [
      ...(leadsElsewhere(stackFile, file)
        ? [{ address, message: "its archive is behind a symbolic link, which no synth writes" }]
        : []),
      ...(found === declared
        ? []
        : [{ address, message: "its archive is not the one that source_code_hash declares" }]),
      ...(fresh === undefined || found === fresh(file)
        ? []
        : [{ address, message: "its archive is not what the sources of this checkout give" }]),
    ];
  });
}

/** Files of the archives that a stack's functions deploy, as far as they are there. */
export function archivesOf(stackFile: string, json: unknown): readonly string[] {
  return Object.values(functionsOf(json))
    .filter(isJson)
    .map(({ filename }) => resolve(dirname(stackFile), String(filename)))
    .filter((file) => existsSync(file));
}

function functionsOf(json: unknown): Json {
  const resource = isJson(json) && isJson(json.resource) ? json.resource : {};
  return isJson(resource.aws_lambda_function) ? resource.aws_lambda_function : {};
}

/** What is read now and what the apply reads later may be two files. */
function leadsElsewhere(stackFile: string, archive: string): boolean {
  const folder = dirname(stackFile);
  return realpathSync(archive) !== resolve(realpathSync(folder), relative(folder, archive));
}

/** Of an archive that the stack says to take as it is: one that is the deployed archive itself would be compared with itself. */
function hashOfSource(archive: string, source: string): string | undefined {
  if (statSync(source, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  return realpathSync(source) === realpathSync(archive) ? undefined : hashOf(source);
}

function hashOf(file: string): string | undefined {
  return existsSync(file) ? createHash("sha256").update(readFileSync(file)).digest("base64") : undefined;
}
