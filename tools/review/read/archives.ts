import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
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

/** SHA-256 in base64 of what an archive should be. */
export type FreshHash = (archive: string) => string | undefined;

/**
 * Hashes of the functions' archives, each made afresh from the sources of this checkout and from the named queries that it holds:
 * those the review lists.
 *
 * @param archives their files
 * @throws ToolError `REVIEW_ARCHIVE` when one cannot be made
 */
export async function freshArchiveHashes(
  archives: readonly string[],
  signal: AbortSignal,
): Promise<FreshHash> {
  const files = [...new Set(archives)];
  // That none is there is told of each function.
  if (files.length === 0) return () => undefined;
  const program = ["synth/command.cjs", "constructs/print-archive-hash.ts", ...files];
  const { exitCode, stdout, stderr } = await runGuarded(process.execPath, program, {
    cwd: PROJECT_ROOT,
    signal,
  });
  const hashes = new Map(stdout.split("\n").map((hash, index) => [files[index], hash]));
  if (exitCode === 0 && stdout.length > 0) return (archive) => hashes.get(archive);
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

function hashOf(file: string): string | undefined {
  return existsSync(file) ? createHash("sha256").update(readFileSync(file)).digest("base64") : undefined;
}
