import { relative } from "node:path";
import { PROJECT_ROOT } from "../lib/process/project-root";
import { runCommand } from "../lib/terminal/command-line";
import { EXIT_CLEAN, EXIT_COULD_NOT_CHECK } from "../lib/terminal/exit-codes";

runCommand({
  name: "lock",
  purpose: "Write the provider lock file of each link, which synth puts beside its Terraform JSON.",
  takes: "[link…]",
  options: {
    mirror: {
      type: "string",
      value: "<folder>",
      help: "take the providers from this file system mirror; only the platforms in it are locked (default: the registry)",
    },
    upgrade: {
      type: "boolean",
      default: false,
      help: "lock the newest version that the link allows, not the one that is locked",
    },
  },
  notes: [
    "Without a name, every link of links.yaml. Commit what it writes: provider-locks/<link>.terraform.lock.hcl.",
  ],
  exitCodes: { 0: "written", 2: "could not, or wrong usage" },
  failureExitCode: EXIT_COULD_NOT_CHECK,
  async run({ mirror, upgrade }, names, signal) {
    const { lockProviders } = await import("./lock-providers");
    for (const { file, version, platforms } of await lockProviders(names, { mirror, upgrade, signal })) {
      const where = relative(PROJECT_ROOT, file);
      process.stdout.write(`wrote ${where}: hashicorp/aws ${version} for ${platforms.join(", ")}\n`);
    }
    return EXIT_CLEAN;
  },
});
