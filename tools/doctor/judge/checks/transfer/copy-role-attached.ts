import { attachCommand } from "../../../../../aws/attach-command";
import { clusterArn } from "../../../../../aws/redshift";
import { linkCommand } from "../../../../../states/link-command";
import { copyRoleArn } from "../../../../lib/link/copy-role-arn";
import { couldNotCheck, type LinkCheck, ok, problem } from "../../check";
import { permitted } from "../../permitted";

/** Redshift uses no role that is not attached, and attaching is the warehouse owner's. */
export const copyRoleAttached: LinkCheck = {
  id: "copy-role-attached",
  lookedAt: ({ link: { target } }) =>
    "cluster" in target
      ? `IAM roles of cluster ${target.cluster}`
      : `IAM roles of the namespace of workgroup ${target.workgroup}`,
  expected: ({ link }) => `${copyRoleArn(link)} is there, in-sync`,
  run: async ({ link, transfer }) => {
    const role = copyRoleArn(link) ?? "";
    const { id: accountId, region } = link.redshiftAccount;
    const permission =
      "cluster" in link.target
        ? `redshift:DescribeClusters on ${clusterArn({ partition: link.partition, region, accountId }, link.target.cluster)}`
        : "redshift-serverless:GetWorkgroup and redshift-serverless:GetNamespace";
    const roles = await permitted(transfer.attachedRoles(), permission, "redshift account");
    const found = roles.find(({ arn }) => arn === role);
    if (found === undefined || found.status === "removing") {
      const command = attachCommand({ target: link.target, region: link.redshiftAccount.region }, role, {
        isDetaching: false,
      });
      return problem(
        found === undefined ? `${role} is not attached` : `${role} is being taken away`,
        `${linkCommand("attach", link)}, or by hand: ${command}`,
      );
    }
    if (found.status === "in-sync") return ok(`${role} is attached, in-sync`);
    return couldNotCheck(
      `${role} is attached, and not in sync yet: ${found.status}`,
      "wait a minute or so, then run the doctor again",
    );
  },
};
