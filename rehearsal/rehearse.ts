import { requirePolicySimulator } from "../tools/lib/link/policy-simulator";
import { runCommand } from "../tools/lib/terminal/command-line";
import { UsageError } from "../tools/lib/terminal/usage-error";

/** 0: any free port. */
function parsePort(text: string | undefined, isServing: boolean): number {
  if (text === undefined) return 0;
  if (!/^[1-9]\d{0,4}$/.test(text) || Number(text) > 65_535) {
    throw new UsageError(`--port is ${text}, expected a number from 1 to 65535`);
  }
  if (!isServing) throw new UsageError("--port goes with --serve");
  return Number(text);
}

runCommand({
  name: "rehearse",
  purpose:
    "Rehearse the links of links.yaml against two local accounts that enforce IAM: deploy, query through both hops, prove no drift, tear down. No AWS account is touched.",
  options: {
    serve: {
      type: "boolean",
      default: false,
      help: "keep the local accounts up and print the exports that point any AWS client at them",
    },
    port: {
      type: "string",
      value: "<number>",
      help: "port of the local accounts on 127.0.0.1 (default: any free one); only with --serve",
    },
  },
  notes: [
    "npm start is short for npm run rehearse without options: what somebody types who does not know this project yet.",
    "LINKS_FILE names another links file. TERRAFORM_BINARY_NAME names another Terraform, for example tofu.",
  ],
  exitCodes: {
    0: "all of it held; Ctrl-C ended --serve",
    1: "something did not hold",
    2: "wrong usage",
    130: "interrupted (not with --serve)",
  },
  failureExitCode: 1,
  interruptedText: "everything local is torn down",
  async run(values, _arguments, signal) {
    const port = parsePort(values.port, values.serve);
    requirePolicySimulator();
    const { rehearse } = await import("./run-rehearsal");
    await rehearse({ ...(values.serve ? { servedOn: port } : {}), signal });
    return 0;
  },
});
