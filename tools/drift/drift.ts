import { availableParallelism } from "node:os";
import { linksFile } from "../../config/links-file";
import { loadLinks } from "../../config/load-links";
import { chosenLinks } from "../lib/terminal/chosen-links";
import { runCommand } from "../lib/terminal/command-line";
import { EXIT_COULD_NOT_CHECK } from "../lib/terminal/exit-codes";
import { Progress } from "../lib/terminal/progress";
import { formatOf, formatOptions } from "../lib/terminal/report-format";
import { styledFor } from "../lib/terminal/styled";
import { UsageError } from "../lib/terminal/usage-error";
import { checkLinks } from "./check-links";
import { exitCodeOf } from "./judge/finding";
import { lookBeyondPlan } from "./read/beyond-plan/look-beyond-plan";
import { reportJson } from "./render/report-json";
import { reportMarkdown } from "./render/report-markdown";
import { reportText } from "./render/report-text";

const FORMATS = ["text", "json", "markdown"] as const;

/** A plan takes seconds; the provider repeats a request that an account keeps failing for longer than this. */
const DEFAULT_TIMEOUT_SECONDS = 300;

/** A plan is mostly the start of its providers, which takes processor time and some 1 GB of memory. */
const MAX_LINKS_AT_A_TIME = 8;

function timeoutMillisecondsOf(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) {
    throw new UsageError(`--timeout is ${text}, expected whole seconds from 1 to 99999`);
  }
  return Number(text) * 1000;
}

runCommand({
  name: "drift",
  purpose:
    "Find what changed outside Terraform in both accounts of each link, and what it means for access. It only plans and reads: nothing is applied, and no state lock is taken.",
  takes: "[link…]",
  options: {
    ...formatOptions(FORMATS),
    timeout: {
      type: "string",
      default: String(DEFAULT_TIMEOUT_SECONDS),
      value: "<seconds>",
      help: `stop a Terraform that takes longer: could not check (default: ${DEFAULT_TIMEOUT_SECONDS})`,
    },
  },
  notes: [
    "Without a name, every link of links.yaml. The report goes to stdout, progress to stderr; markdown is the body of an issue.",
    "What no plan holds (the function's resource policy, URLs, event sources, …) is read with the deploy credentials of both accounts. Every report ends with what is not looked at.",
    "External ids and variables of your own are never shown.",
    "LINKS_FILE names another links file. TERRAFORM_BINARY_NAME names another Terraform, for example tofu.",
  ],
  exitCodes: {
    0: "no drift",
    1: "drift",
    2: "could not check (some of it), whatever else was found; or wrong usage",
  },
  failureExitCode: EXIT_COULD_NOT_CHECK,
  interruptedText: "nothing was changed",
  async run({ timeout, ...options }, names, signal) {
    const format = formatOf(options, FORMATS);
    const timeoutMilliseconds = timeoutMillisecondsOf(timeout);
    const links = chosenLinks(loadLinks(linksFile()), names);
    const reports = await checkLinks(links, {
      progress: new Progress(process.stderr),
      signal,
      look: (link) => lookBeyondPlan(link, { signal, timeoutMilliseconds }),
      timeoutMilliseconds,
      workers: Math.min(availableParallelism(), MAX_LINKS_AT_A_TIME),
    });
    const render = {
      text: () => reportText(reports, styledFor(process.stdout)),
      json: () => reportJson(reports),
      markdown: () => reportMarkdown(reports),
    };
    process.stdout.write(render[format]());
    return exitCodeOf(reports);
  },
});
