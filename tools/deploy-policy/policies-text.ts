import { ACCOUNTS, type Account, type DeployPolicies, deployPolicies } from "./deploy-policies";

/** The policies of one link. */
export interface LinkPolicies {
  readonly link: string;
  readonly policies: readonly DeployPolicies[];
}

/**
 * The policies of each synthesized stack.
 *
 * @param stacks `cdk.tf.json` of each link, as an object
 */
export function policiesOf(
  stacks: readonly { readonly name: string; readonly json: unknown }[],
  accounts: readonly Account[] = ACCOUNTS,
): LinkPolicies[] {
  return stacks.map(({ name, json }) => ({
    link: name,
    policies: accounts.map((account) => deployPolicies(json, account)),
  }));
}

/** What the commands print: JSON as one document, else each policy under a line that says where it belongs. */
export function policiesText(links: readonly LinkPolicies[], asJson: boolean): string {
  if (asJson) return `${JSON.stringify(links, undefined, 2)}\n`;
  return links.flatMap(({ link, policies }) => policies.map((each) => accountText(link, each))).join("\n");
}

function accountText(
  link: string,
  { account, accountId, deployRoleArn, plan, deploy }: DeployPolicies,
): string {
  const holder = deployRoleArn ?? "the role that deploys";
  return [
    `# ${link}, ${account} account ${accountId}: to plan (read only)`,
    JSON.stringify(plan, undefined, 2),
    `# ${link}, ${account} account ${accountId}: to deploy, for ${holder}`,
    JSON.stringify(deploy, undefined, 2),
    "",
  ].join("\n");
}
