import { jsonText } from "../../lib/report/json-text";
import { plainLine } from "../../lib/report/plain-text";
import type { PolicyDocument } from "../judge/deploy-policies";
import type { HolderPolicies } from "../judge/merged-policies";

/** Each policy under a line that says where it belongs, and for whom. */
export function reportText(holders: readonly HolderPolicies[]): string {
  return holders.map(holderText).join("\n");
}

function holderText({ links, accountId, deployRoleArn, plan, deploy, doctor }: HolderPolicies): string {
  const holder = deployRoleArn ?? "the role that deploys";
  const where = `${links.map(({ link, account }) => `${link} (${account} account)`).join(", ")} in ${accountId}`;
  const parts: readonly (readonly [purpose: string, documents: readonly PolicyDocument[]])[] = [
    ["to plan and look for drift (read only)", plan],
    [`to deploy, for ${holder}`, deploy],
    [
      "for the doctor and npm run query, beside the one to plan or alone (reads, and invokes the function)",
      doctor,
    ],
  ];
  return [
    ...parts.flatMap(([purpose, documents]) =>
      documents.flatMap((document, index) => [
        plainLine(`# ${where}: ${purpose}${numbered(index, documents.length)}`),
        jsonText(document).trimEnd(),
      ]),
    ),
    "",
  ].join("\n");
}

function numbered(index: number, count: number): string {
  return count === 1 ? "" : `, policy ${index + 1} of ${count}: a role needs them all`;
}
