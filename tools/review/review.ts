import { requirePolicySimulator } from "../lib/link/policy-simulator";
import { runCommand } from "../lib/terminal/command-line";
import { EXIT_COULD_NOT_CHECK } from "../lib/terminal/exit-codes";
import { formatOf, formatOptions } from "../lib/terminal/report-format";
import { UsageError } from "../lib/terminal/usage-error";

const FORMATS = ["text", "json", "sarif"] as const;

runCommand({
  name: "review",
  purpose: "Say what the synthesized Terraform JSON grants, before anybody applies it.",
  options: {
    ...formatOptions(FORMATS),
    plan: {
      type: "string",
      value: "<file>",
      help: "review a plan instead: the output of terraform show -json <plan>",
    },
    against: {
      type: "string",
      value: "<path>",
      help: "also say what changes against an older cdk.tf.json of one of the links, or against a folder like cdktf.out: every link by its name, and which links are new or gone",
    },
    "policy-texts": {
      type: "string",
      value: "<file>",
      help: "with --plan: the texts of boundaries and managed policies that the plan only names: the link's cdk.tf.json, or JSON of its own (ARN → document)",
    },
    "no-rebuild": {
      type: "boolean",
      help: "do not bundle the function afresh to compare its archive with; the report says so",
    },
    out: {
      type: "string",
      value: "<folder>",
      help: "where the synthesized output is (default: cdktf.out)",
    },
  },
  notes: [
    "It reads cdktf.out as npm run synth left it and never synthesizes itself: what is reviewed is what the plan will use.",
    "LINKS_FILE names the links file that was synthesized; an output of another one, or of an older state of it, is refused.",
    "It writes review/index.html and review/review.md into cdktf.out. sarif is SARIF 2.1.0, for code scanning.",
    "npm run deploy-policy prints the least-privilege policies with which each account is planned and deployed.",
  ],
  exitCodes: {
    0: "nothing found",
    1: "findings",
    2: "something could not be checked, whatever else was found; or wrong usage",
  },
  failureExitCode: EXIT_COULD_NOT_CHECK,
  async run(
    { plan, against, out, "policy-texts": policyTexts, "no-rebuild": noRebuild = false, ...options },
    _arguments,
    signal,
  ) {
    const format = formatOf(options, FORMATS);
    if (policyTexts !== undefined && plan === undefined) {
      throw new UsageError("--policy-texts goes with --plan: cdktf.out carries those of links.yaml");
    }
    requirePolicySimulator();
    const { runReview } = await import("./run-review");
    return runReview({ format, plan, policyTexts, against, out, noRebuild, signal });
  },
});
