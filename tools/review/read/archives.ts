import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { CarriedCode } from "../../../access/terraform/carried-code";
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

/** What the archive of a function should be: SHA-256 in base64, by whose code it is. */
export type FreshArchives = (code: CarriedCode | undefined) => string;

/**
 * The archives of functions, made afresh from the sources of this checkout; those that somebody else makes, as they are in it.
 *
 * @param codes of all functions; absent: the project's own
 * @throws ToolError `REVIEW_ARCHIVE` when one cannot be made
 */
export async function freshArchives(
  codes: readonly (CarriedCode | undefined)[],
  signal: AbortSignal,
): Promise<FreshArchives> {
  const entries = [...new Set(codes.flatMap((code) => (code?.kind === "entry" ? [code.file] : [])))];
  const [ours = [], own = []] = await Promise.all([
    codes.includes(undefined) ? bundled([], signal) : [],
    entries.length === 0 ? [] : bundled(entries, signal),
  ]);
  return (code) => {
    if (code === undefined) return ours[0] ?? ABSENT;
    if (code.kind === "entry") return own[entries.indexOf(code.file)] ?? ABSENT;
    return hashOf(join(PROJECT_ROOT, code.file)) ?? ABSENT;
  };
}

/** The hash of no archive. */
const ABSENT = "";

/** @param entryFiles handlers of users; none: the project's own function */
async function bundled(entryFiles: readonly string[], signal: AbortSignal): Promise<readonly string[]> {
  const program = ["synth/command.cjs", "constructs/print-archive-hash.ts", ...entryFiles];
  const { exitCode, stdout, stderr } = await runGuarded(process.execPath, program, {
    cwd: PROJECT_ROOT,
    signal,
  });
  if (exitCode === 0 && stdout.length > 0) return stdout.split("\n");
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
 * @param fresh hash of an archive made from the sources. Absent: it is compared with what the stack declares only
 */
export function archiveProblems(
  stackFile: string,
  json: unknown,
  fresh: string | undefined,
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
      ...(fresh === undefined || found === fresh
        ? []
        : [{ address, message: "its archive is not what the sources of this checkout give" }]),
    ];
  });
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
