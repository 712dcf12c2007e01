import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand, UsageError } from "../lib/terminal/command-line";
import { EXIT_COULD_NOT_CHECK } from "../lib/terminal/exit-codes";
import { synthesize } from "../lib/terraform/synthesize";
import { ACCOUNTS, type Account } from "./deploy-policies";
import { policiesOf } from "./policies-text";
import { printPolicies } from "./print-policies";

const HELP = `Print the least-privilege IAM policies with which Terraform plans and deploys the links of links.yaml.

usage: npm run deploy-policy -- [link] [options]

A role of a link without a permissions boundary is warned of on stderr: its deploy policy is as good as an administrator's.

options:
  --account lambda|redshift  only this account (default: both)
  --json                     one JSON document
  --help                     this text

exit code: 0 printed, 2 could not read a link, 130 interrupted`;

function accountsOf(text: string | undefined): readonly Account[] {
  if (text === undefined) return ACCOUNTS;
  const found = ACCOUNTS.filter((account) => account === text);
  if (found.length === 0) throw new UsageError(`--account is ${text}, expected ${ACCOUNTS.join(" or ")}`);
  return found;
}

runCommand({
  help: HELP,
  options: { account: { type: "string" }, json: { type: "boolean", default: false } },
  takesArguments: true,
  failureExitCode: EXIT_COULD_NOT_CHECK,
  async run({ account, json }, [wanted, ...others], signal) {
    if (others.length > 0) throw new UsageError(`links are ${[wanted, ...others].join(", ")}, expected one`);
    const accounts = accountsOf(account);
    const folder = mkdtempSync(join(tmpdir(), "deploy-policy-"));
    try {
      const all = await synthesize(folder, process.env, signal);
      const stacks = all.filter(({ name }) => wanted === undefined || name === wanted);
      if (stacks.length === 0) {
        throw new UsageError(`link is ${wanted}, expected one of ${all.map(({ name }) => name).join(", ")}`);
      }
      const read = stacks.map(({ name, folder: stackFolder }) => ({
        name,
        json: JSON.parse(readFileSync(join(stackFolder, "cdk.tf.json"), "utf8")) as unknown,
      }));
      printPolicies(policiesOf(read, accounts), json);
      return 0;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
});
