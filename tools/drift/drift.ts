import { requirePolicySimulator } from "../lib/link/policy-simulator";
import { runCommand } from "../lib/terminal/command-line";
import { EXIT_COULD_NOT_CHECK } from "../lib/terminal/exit-codes";
import { formatOf, formatOptions } from "../lib/terminal/report-format";
import { UsageError } from "../lib/terminal/usage-error";

const FORMATS = ["text", "json", "markdown"] as const;

/** A plan takes seconds; the provider repeats a request that an account keeps failing for longer than this. */
const DEFAULT_TIMEOUT_SECONDS = 300;

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
    "States that no link of the file owns are reported below the links: those beside the project, and those beside the links' own in S3.",
    "External ids and variables of your own are never shown.",
    "LINKS_FILE names another links file. TERRAFORM_BINARY_NAME names another Terraform, for example tofu.",
  ],
  exitCodes: {
    0: "no drift",
    1: "drift, or a state that no link owns",
    2: "could not check (some of it), whatever else was found; or wrong usage",
  },
  failureExitCode: EXIT_COULD_NOT_CHECK,
  interruptedText: "nothing was changed",
  async run({ timeout, ...options }, names, signal) {
    const format = formatOf(options, FORMATS);
    const timeoutMilliseconds = timeoutMillisecondsOf(timeout);
    requirePolicySimulator();
    const { runDrift } = await import("./run-drift");
    return runDrift(names, { format, timeoutMilliseconds, signal });
  },
});
