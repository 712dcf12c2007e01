import { jsonText } from "../../lib/report/json-text";
import { plainLine } from "../../lib/report/plain-text";
import type { DeployPolicies, LinkPolicies } from "../judge/deploy-policies";

/** Each policy under a line that says where it belongs. */
export function reportText(links: readonly LinkPolicies[]): string {
  return links.flatMap(({ link, policies }) => policies.map((each) => accountText(link, each))).join("\n");
}

function accountText(
  link: string,
  { account, accountId, deployRoleArn, plan, deploy }: DeployPolicies,
): string {
  const holder = deployRoleArn ?? "the role that deploys";
  return [
    plainLine(`# ${link}, ${account} account ${accountId}: to plan (read only)`),
    jsonText(plan).trimEnd(),
    plainLine(`# ${link}, ${account} account ${accountId}: to deploy, for ${holder}`),
    jsonText(deploy).trimEnd(),
    "",
  ].join("\n");
}
