import type { NamedDocument } from "../../../../../access/iam/decision";
import type { IamRole } from "../../../../../access/iam/iam-role";
import { decideAssumeRole } from "../../../../../access/iam/simulator";
import { type LinkCheck, ok, problem } from "../../check";
import { putBack } from "../../others";
import { liveRole, transferOf } from "./transferring";

/** Hop 4: the copy role assumes the bucket role, by what it may do and whom that role trusts. */
export const hop4: LinkCheck = {
  id: "hop-4",
  lookedAt: ({ link }) => {
    const { copyRole, bucketRole } = transferOf(link);
    return `sts:AssumeRole by ${copyRole.name} (account ${link.redshiftAccount.id}) on ${bucketRole.name} (account ${link.lambdaAccount.id}): policies as they are in IAM, simulated`;
  },
  expected: () => "allowed by both sides",
  run: async (facts) => {
    const { link } = facts;
    const { copyRole, bucketRole } = transferOf(link);
    const [copy, bucket] = await Promise.all([liveRole(facts, "copy role"), liveRole(facts, "bucket role")]);
    if (copy === undefined || bucket === undefined) {
      const [name, account, part] =
        copy === undefined
          ? ([copyRole.name, link.redshiftAccount.id, "copyRole"] as const)
          : ([bucketRole.name, link.lambdaAccount.id, "bucketRole"] as const);
      return problem(`there is no role ${name} in account ${account}`, putBack(link, part));
    }
    const { allowed, reason } = await decideAssumeRole({
      caller: {
        ...{ arn: copy.arn, accountId: link.redshiftAccount.id, roleArn: copy.arn, roleId: copy.uniqueId },
        policies: policiesOf(copy),
      },
      role: { arn: bucket.arn, accountId: link.lambdaAccount.id, trust: bucket.trust },
      // None is documented for the next role of a chain.
      context: {},
    });
    if (allowed) return ok(reason);
    // Either side may refuse: whoever makes it is told, each once.
    const next = new Set([putBack(link, "copyRole"), putBack(link, "bucketRole")]);
    return problem(reason, [...next].join("; "));
  },
};

function policiesOf({ inlinePolicies, managedPolicyArns, boundaryArn, documents }: IamRole) {
  const named = (arn: string): NamedDocument => ({ name: arn, document: documents[arn] });
  return {
    identity: [...inlinePolicies, ...managedPolicyArns.map(named)],
    ...(boundaryArn === undefined ? {} : { boundary: named(boundaryArn) }),
  };
}
