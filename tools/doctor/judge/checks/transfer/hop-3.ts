import { decideServiceTrust } from "../../../../../access/iam/simulator";
import { clusterArn, dbUserArn, workgroupDbUserArn } from "../../../../../aws/redshift";
import type { Link } from "../../../../../config/link";
import { type LinkCheck, ok, problem } from "../../check";
import { putBack } from "../../others";
import { liveRole, transferOf } from "./transferring";

/** A database user that no warehouse has: whoever lets it in lets everybody in. */
const SOMEBODY_ELSE = "doctor-somebody-else";

/** Hop 3: Redshift assumes the copy role for the link's database user, and for no other. */
export const hop3: LinkCheck = {
  id: "hop-3",
  lookedAt: ({ link }) =>
    `trust policy of copy role ${transferOf(link).copyRole.name}, simulated for Redshift`,
  expected: ({ link }) =>
    `Redshift may assume it for database user ${transferOf(link).dbUser}, and for no other`,
  run: async (facts) => {
    const { link } = facts;
    const { copyRole, dbUser } = transferOf(link);
    const next = putBack(link, "copyRole");
    const live = await liveRole(facts, "copy role");
    if (live === undefined) {
      return problem(`there is no role ${copyRole.name} in account ${link.redshiftAccount.id}`, next);
    }
    for (const service of servicesOf(link)) {
      const asked = { service, trust: live.trust, roleArn: live.arn };
      const decision = await decideServiceTrust({ ...asked, context: contextOf(link, dbUser) });
      if (!decision.allowed) return problem(decision.reason, next);
      const other = await decideServiceTrust({ ...asked, context: contextOf(link, SOMEBODY_ELSE) });
      if (other.allowed) {
        return problem(
          `any database user of the warehouse may use ${live.arn}: ${other.reason}`,
          `${next}; its trust policy must name the database user by sts:ExternalId`,
        );
      }
    }
    return ok(`${live.arn} trusts Redshift for ${dbUser} alone`);
  },
};

function servicesOf({ target }: Link): readonly string[] {
  return "cluster" in target
    ? ["redshift.amazonaws.com"]
    : ["redshift.amazonaws.com", "redshift-serverless.amazonaws.com"];
}

/** What Redshift sends; a workgroup's is no ARN that a condition on `aws:SourceArn` is known to match. */
function contextOf(
  { target, partition, redshiftAccount }: Link,
  dbUser: string,
): Readonly<Record<string, string>> {
  const at = { partition, region: redshiftAccount.region, accountId: redshiftAccount.id };
  const common = { "aws:SourceAccount": redshiftAccount.id };
  return "cluster" in target
    ? {
        ...common,
        "sts:ExternalId": dbUserArn(at, target.cluster, dbUser),
        "aws:SourceArn": clusterArn(at, target.cluster),
      }
    : { ...common, "sts:ExternalId": workgroupDbUserArn(at, target.workgroupId, dbUser) };
}
