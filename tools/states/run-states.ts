import type { Link } from "../../config/link";
import { linksFile } from "../../config/links-file";
import { LinksFileError } from "../../config/links-file-error";
import { loadLinks } from "../../config/load-links";
import type { LinkProblem } from "../../config/problem";
import { localStateFolder } from "../../states/local-state";
import { ownStateCheck } from "../../states/own-state-check";
import { sharedStates } from "../../states/shared-states";
import { unownedStateWarnings } from "../../states/unowned-states";
import { PROJECT_ROOT } from "../lib/process/project-root";
import { plainText } from "../lib/report/plain-text";
import { httpStates } from "../lib/states/http-states";
import { stateBuckets } from "../lib/states/state-buckets";
import { chosenLinks, unknownLinks } from "../lib/terminal/chosen-links";
import { EXIT_CLEAN, EXIT_COULD_NOT_CHECK, EXIT_FINDINGS } from "../lib/terminal/exit-codes";
import { ToolError } from "../lib/terminal/tool-error";
import { findTerraform } from "../lib/terraform/terraform";
import { linksOfCommandLine, slipsOfCommandLine } from "./command-line-links";
import { isReadableElsewhere, lookAtStates, unreadLocalStates } from "./look-at-states";

/** Shows in CloudTrail who looked. */
const SESSION_NAME = "states";

/** A bucket, and a service of states, answers within a second; Terraform, which asks after this, waits for longer. */
const TIMEOUT_MILLISECONDS = 15_000;

/**
 * Looks at the states of links, local ones and those in S3 and over HTTP, and tells what was found.
 *
 * @param names of the links; all of the links file when there is none
 * @returns exit code: 0 none is of other accounts, 1 one is, 2 one could not be read
 * @throws LinksFileError; UsageError for a name that no link has
 */
export async function runStates(names: readonly string[], signal: AbortSignal): Promise<number> {
  const file = linksFile();
  const folder = localStateFolder();
  const links = loadLinks(file);
  const chosen = chosenLinks(links, names);
  const shared = sharedStates(file, PROJECT_ROOT);
  tell("warning", [...unownedStateWarnings({ folder, linksFile: file, links }), ...shared.warnings(chosen)]);
  const { check, unread } = await lookElsewhere(file, links, chosen, signal);
  const unreadHere = unreadLocalStates(folder, chosen);
  tell("note", unreadHere);
  const checkLocal = ownStateCheck(folder);
  const isChosen = (link: Link) => chosen.some(({ name }) => name === link.name);
  const refused = isRefused(file, (link) =>
    isChosen(link) ? [...checkLocal(link), ...shared.check(link), ...check(link)] : [],
  );
  if (refused) return EXIT_FINDINGS;
  if (unread.length + unreadHere.length > 0) return EXIT_COULD_NOT_CHECK;
  process.stdout.write(`${chosen.map(({ name }) => name).join(", ")}: no state is of other accounts\n`);
  return EXIT_CLEAN;
}

/**
 * The same before cdktf starts, of what its synth does not look at: states in S3 and over HTTP, and whether there is a Terraform. What is
 * wrong with the links file or the command line is cdktf's to tell.
 *
 * @param words of cdktf's command line, for example `["diff", "analytics"]`
 * @returns exit code, as above; 1 too where a word is a slip of a link's name, and where there is no Terraform
 */
export async function runStatesBefore(words: readonly string[], signal: AbortSignal): Promise<number> {
  const file = linksFile();
  let links: readonly Link[];
  try {
    links = loadLinks(file);
  } catch (error) {
    if (error instanceof LinksFileError) return EXIT_CLEAN;
    throw error;
  }
  const slips = slipsOfCommandLine(links, words);
  if (slips.length > 0) {
    process.stderr.write(`${plainText(unknownLinks(links, slips))}\n`);
    return EXIT_FINDINGS;
  }
  try {
    findTerraform();
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    // cdktf says only that Terraform's init failed.
    process.stderr.write(`${error.message}\n`);
    return EXIT_FINDINGS;
  }
  const chosen = linksOfCommandLine(links, words).filter(({ backend }) => isReadableElsewhere(backend));
  if (chosen.length === 0) return EXIT_CLEAN;
  const { check, unread } = await lookElsewhere(file, links, chosen, signal);
  if (isRefused(file, check)) return EXIT_FINDINGS;
  return unread.length > 0 ? EXIT_COULD_NOT_CHECK : EXIT_CLEAN;
}

async function lookElsewhere(
  file: string,
  links: readonly Link[],
  chosen: readonly Link[],
  signal: AbortSignal,
) {
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MILLISECONDS)]);
  const found = await lookAtStates({
    links,
    chosen,
    linksFile: file,
    folder: PROJECT_ROOT,
    openBucket: stateBuckets(SESSION_NAME, inTime),
    readAddress: httpStates(process.env, inTime),
  });
  signal.throwIfAborted();
  tell("warning", found.warnings);
  tell("note", found.unread);
  return found;
}

/** Whether a check refuses a link; its problems are told with their lines, as of any other mistake in the links file. */
function isRefused(file: string, check: (link: Link) => readonly LinkProblem[]): boolean {
  try {
    loadLinks(file, { checks: [check] });
    return false;
  } catch (error) {
    if (!(error instanceof LinksFileError)) throw error;
    process.stderr.write(`${plainText(error.message)}\n`);
    return true;
  }
}

function tell(kind: "warning" | "note", texts: readonly string[]): void {
  for (const text of texts) process.stderr.write(`${kind}: ${plainText(text)}\n`);
}
