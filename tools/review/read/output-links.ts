import { realpathSync } from "node:fs";
import { relative, resolve } from "node:path";
import { environmentOfRun, isLinksFileNamed, linksFile } from "../../../config/links-file";
import {
  contentDigest,
  type LinksRecord,
  type RecordedFile,
  readLinksRecord,
} from "../../../config/links-record";
import { PROJECT_ROOT } from "../../lib/process/project-root";
import { messageOf } from "../../lib/terminal/message-of";
import { ToolError } from "../../lib/terminal/tool-error";

/** @throws ToolError `REVIEW_INPUT` for a record that no synth writes */
function recordOf(folder: string): LinksRecord | undefined {
  try {
    return readLinksRecord(folder);
  } catch (error) {
    throw new ToolError("REVIEW_INPUT", messageOf(error), { cause: error });
  }
}

/** Where the links file of a record is on this machine. */
function recordedFile({ file }: RecordedFile): string {
  return resolve(PROJECT_ROOT, file);
}

/**
 * The links file that says what is reviewed: that of the output while it says the same as then, otherwise that of this run.
 *
 * @param folder the synthesized output. Absent: a plan is reviewed, which does not say of which file it is
 * @returns `undefined`: the output's file has changed since
 */
export function linksFileOf(folder: string | undefined): string | undefined {
  const record = folder === undefined ? undefined : recordOf(folder);
  if (record === undefined) return linksFile();
  return changedFile(record) === undefined ? recordedFile(record) : undefined;
}

/** The environment that a synthesized output is of; of a plan, that of this run. */
export function environmentOf(folder: string | undefined): string | undefined {
  return (folder === undefined ? undefined : recordOf(folder)?.environment) ?? environmentOfRun();
}

/**
 * Refuses an output of another links file than this run is about, or of an older state of it: nobody deploys what would be
 * reviewed. An output somewhere else (`--out`) is taken for what it is, unless LINKS_FILE says which one is meant. One of an
 * older version of this project records nothing and is not compared.
 *
 * @param isElsewhere the folder is not the one that the synth writes by default
 * @throws ToolError `REVIEW_INPUT`
 */
export function requireLinksOfThisRun(folder: string, isElsewhere: boolean): void {
  const record = recordOf(folder);
  if (record === undefined || (isElsewhere && !isLinksFileNamed())) return;
  const [output, made, meant] = [shown(folder), record.file, linksFile()];
  if (realPath(recordedFile(record)) !== realPath(resolve(meant))) {
    throw new ToolError(
      "REVIEW_INPUT",
      `${output} was synthesized from ${made}, and this review is of ${shown(meant)}; ${synthOf(meant)} to review ${shown(meant)}, or LINKS_FILE=${made} npm run review to review what is there`,
    );
  }
  const named = environmentOfRun();
  if (named !== undefined && named !== record.environment) {
    const found = record.environment === undefined ? "no environment" : `environment ${record.environment}`;
    throw new ToolError(
      "REVIEW_INPUT",
      `${output} was synthesized for ${found}, and this review is of ${named}; ${synthOf(meant)} for ${named}, or leave LINKS_ENVIRONMENT and --env out to review what is there`,
    );
  }
  const changed = changedFile(record);
  if (changed !== undefined) {
    const what =
      digestOf(recordedFile(changed)) === undefined ? "cannot be read any more" : "has changed since";
    throw new ToolError(
      "REVIEW_INPUT",
      `${changed.file}, from which ${output} was synthesized, ${what}; ${synthOf(meant)}, so that the review is of what the plan will use`,
    );
  }
}

/** The links file of this run, as messages call it, and how it is synthesized. */
export function synthOfThisRun(): { readonly file: string; readonly advice: string } {
  const file = linksFile();
  return { file: shown(file), advice: synthOf(file) };
}

function synthOf(file: string): string {
  return `run ${isLinksFileNamed() ? `LINKS_FILE=${shown(file)} ` : ""}npm run synth`;
}

function shown(path: string): string {
  const inside = relative(PROJECT_ROOT, resolve(path));
  return inside.startsWith("..") ? path : inside;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function digestOf(file: string): string | undefined {
  try {
    return contentDigest(file);
  } catch {
    return undefined;
  }
}

/** The first file of a record that does not say the same as then. */
function changedFile(record: LinksRecord): RecordedFile | undefined {
  return [record, ...(record.included ?? [])].find((file) => digestOf(recordedFile(file)) !== file.sha256);
}
