import { runCommand } from "../lib/terminal/command-line";
import { EXIT_COULD_NOT_CHECK } from "../lib/terminal/exit-codes";
import { formatOf, formatOptions } from "../lib/terminal/report-format";

const FORMATS = ["text", "json"] as const;

runCommand({
  name: "adopt",
  purpose:
    "Find what already exists under the names of a link, and have the next deploy take it over instead of making it again.",
  takes: "[link…]",
  options: {
    ...formatOptions(FORMATS),
    imports: {
      type: "string",
      value: "<folder>",
      help: "where the import blocks are written (default: imports, from which npm run synth takes them)",
    },
  },
  notes: [
    "Without a name, every link of links.yaml. The report goes to stdout, progress to stderr.",
    "It only reads, in both accounts and in states, with the deploy credentials (deployRoleArn or profile of the links file). It writes imports/<link>.tf.json (imports/<environment>.<link>.tf.json in an environment), whose import blocks a synth puts into the link's stack; commit it until it is deployed. Run again after the deploy, it removes the file.",
    "It tells what the next apply changes and takes away: a link's roles have exactly the policies that it declares, so that those made by hand go.",
    "AWS_ENDPOINT_URL points it at npm run rehearse -- --serve. LINKS_FILE names another links file, TERRAFORM_BINARY_NAME another Terraform.",
  ],
  exitCodes: {
    0: "written, or nothing to take over",
    1: "not written: something would be made again, or another state holds it",
    2: "could not look, or wrong usage",
  },
  failureExitCode: EXIT_COULD_NOT_CHECK,
  async run({ imports: folder, ...options }, names, signal) {
    const format = formatOf(options, FORMATS);
    const { runAdopt } = await import("./run-adopt");
    return runAdopt(names, { format, signal, folder });
  },
});
