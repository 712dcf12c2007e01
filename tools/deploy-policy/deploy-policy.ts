import { plainLine } from "../lib/report/plain-text";
import { runCommand } from "../lib/terminal/command-line";
import { EXIT_CLEAN, EXIT_COULD_NOT_CHECK } from "../lib/terminal/exit-codes";
import { formatOf, formatOptions } from "../lib/terminal/report-format";
import { UsageError } from "../lib/terminal/usage-error";
import { boundaryWarnings } from "./judge/boundary-warning";
import { ACCOUNTS, type DeployAccount, linkPolicies } from "./judge/deploy-policies";
import { holderPolicies } from "./judge/merged-policies";
import { ownResources } from "./judge/own-statements";
import { readStacks } from "./read/read-stacks";
import { ownResourcesText } from "./render/own-resources-text";
import { reportJson } from "./render/report-json";
import { reportText } from "./render/report-text";

const FORMATS = ["text", "json"] as const;

function accountsOf(text: string | undefined): readonly DeployAccount[] {
  if (text === undefined) return ACCOUNTS;
  const found = ACCOUNTS.filter((account) => account === text);
  if (found.length === 0) throw new UsageError(`--account is ${text}, expected ${ACCOUNTS.join(" or ")}`);
  return found;
}

runCommand({
  name: "deploy-policy",
  purpose:
    "Print the least-privilege IAM policies with which Terraform plans and deploys the links, and the doctor examines them.",
  takes: "[link…]",
  options: {
    ...formatOptions(FORMATS),
    account: {
      type: "string",
      value: `<${ACCOUNTS.join("|")}>`,
      help: "only this account (default: both)",
    },
  },
  notes: [
    "Without a name, every link of links.yaml. LINKS_FILE names another links file.",
    "Links that name one deploy role get one policy for it, or several where IAM's size asks for it.",
    "A role of a link without a permissions boundary is warned of on stderr: its deploy policy is as good as an administrator's.",
  ],
  exitCodes: {
    0: "printed",
    2: "could not read a link, or do not know what a resource of yours needs; or wrong usage",
  },
  failureExitCode: EXIT_COULD_NOT_CHECK,
  async run({ account, ...options }, names, signal) {
    const format = formatOf(options, FORMATS);
    const accounts = accountsOf(account);
    const { chosenLinks } = await import("../lib/terminal/chosen-links");
    const stacks = chosenLinks(await readStacks(signal), names);
    const links = linkPolicies(stacks, accounts);
    const holders = holderPolicies(links);
    const render = { text: () => reportText(holders), json: () => reportJson(links, holders) };
    process.stdout.write(render[format]());
    const own = stacks.flatMap(({ name, json }) =>
      accounts.map((of) => ({ link: name, account: of, ...ownResources(json, of) })),
    );
    process.stderr.write(ownResourcesText(own));
    for (const warning of boundaryWarnings(links)) process.stderr.write(`${plainLine(warning)}\n`);
    return own.some(({ unknown }) => unknown.length > 0) ? EXIT_COULD_NOT_CHECK : EXIT_CLEAN;
  },
});
