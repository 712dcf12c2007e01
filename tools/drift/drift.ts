import { availableParallelism } from "node:os";
import { linksFile } from "../../config/links-file";
import { loadLinks } from "../../config/load-links";
import { runCommand, UsageError } from "../lib/terminal/command-line";
import { EXIT_COULD_NOT_CHECK } from "../lib/terminal/exit-codes";
import { Progress } from "../lib/terminal/progress";
import { checkLinks } from "./check-links";
import { exitCode } from "./judge/finding";
import { markdownReport } from "./render/report-markdown";
import { textReport } from "./render/report-text";

/** A plan takes seconds; the provider repeats a request that an account keeps failing for longer than this. */
const DEFAULT_TIMEOUT_SECONDS = 300;

/** A plan is mostly the start of its providers, which takes processor time and some 1 GB of memory. */
const MAX_LINKS_AT_A_TIME = 8;

const HELP = `Find what changed outside Terraform in both accounts of each link, and what it means for access.
Plans only: nothing is applied, and no state lock is taken.

usage: npm run drift [-- [options] [link…]]     default: every link of links.yaml

options:
  --json               one JSON document
  --markdown           the body of an issue
  --timeout <seconds>  stop a Terraform that takes longer: could not check (default: ${DEFAULT_TIMEOUT_SECONDS})
  --help               this text

The report goes to stdout, progress to stderr. External ids and variables of your own are never shown.
LINKS_FILE names another links file. TERRAFORM_BINARY_NAME names another Terraform, for example tofu.
exit code: 0 no drift, 1 drift, 2 could not check (some of it), 130 interrupted`;

function timeoutMillisecondsOf(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) {
    throw new UsageError(`--timeout is ${text}, expected whole seconds from 1 to 99999`);
  }
  return Number(text) * 1000;
}

runCommand({
  help: HELP,
  options: {
    json: { type: "boolean", default: false },
    markdown: { type: "boolean", default: false },
    timeout: { type: "string", default: String(DEFAULT_TIMEOUT_SECONDS) },
  },
  takesArguments: true,
  failureExitCode: EXIT_COULD_NOT_CHECK,
  interruptedText: "nothing was changed",
  async run({ json, markdown, timeout }, names, signal) {
    if (json && markdown) throw new UsageError("--json and --markdown exclude each other");
    const timeoutMilliseconds = timeoutMillisecondsOf(timeout);
    const links = loadLinks(linksFile());
    const unknown = names.filter((name) => !links.some((link) => link.name === name));
    if (unknown.length > 0) {
      throw new UsageError(
        `link is ${unknown.join(", ")}, expected one of ${links.map(({ name }) => name).join(", ")}`,
      );
    }
    const chosen = names.length === 0 ? links : links.filter(({ name }) => names.includes(name));
    const reports = await checkLinks(chosen, {
      progress: new Progress(process.stderr),
      signal,
      timeoutMilliseconds,
      workers: Math.min(availableParallelism(), MAX_LINKS_AT_A_TIME),
    });
    if (json) process.stdout.write(`${JSON.stringify({ links: reports }, null, 2)}\n`);
    else if (markdown) process.stdout.write(markdownReport(reports));
    else {
      const output = new Progress(process.stdout);
      output.line(textReport(reports, (style, text) => output.styled(style, text)));
    }
    return exitCode(reports);
  },
});
