import { samePolicy } from "../../../../access/iam/policy-equality";
import { allRolesOf } from "../../../../access/link/link-access";
import type { PolicyTexts } from "../../../../access/terraform/carried/policy-texts";
import type { Plan } from "../../../../access/terraform/plan";
import type { BeyondPlan } from "../../read/beyond-plan/beyond-plan";
import { shownJson } from "../differences/shown-value";
import type { Account, DriftFinding } from "../finding";
import { linkOf } from "../meaning/meaning";

/**
 * Policies whose text in the account says something else than the one in links.yaml, which the review decides with. One finding
 * for each role that has such a policy, as it was applied.
 *
 * @param written the texts in links.yaml
 * @param documents the texts that were read
 * @throws AccessError when the plan holds no whole link
 */
export function changedTexts(
  plan: Plan,
  written: PolicyTexts,
  documents: BeyondPlan["documents"],
  accountOf: (address: string) => Account,
): readonly DriftFinding[] {
  const changed = Object.keys(written).filter(
    (arn) => documents[arn] !== undefined && !samePolicy(written[arn], documents[arn]),
  );
  if (changed.length === 0) return [];
  return allRolesOf(linkOf(plan, plan.prior, documents)).flatMap(
    ({ address, name, boundaryArn, managedPolicyArns }) =>
      changed
        .filter((arn) => arn === boundaryArn || managedPolicyArns.includes(arn))
        .map((arn) => ({
          kind: "policy-text",
          severity: "high",
          address,
          attribute: arn === boundaryArn ? "permissions_boundary" : "managed_policy",
          account: accountOf(address),
          look: "policy-text",
          summary: `the text of ${arn} of role ${name} is not the one in links.yaml`,
          before: shownJson(written[arn]),
          after: shownJson(documents[arn]),
          meaning: ["what npm run review says of this role rests on the text in links.yaml"],
          repair:
            "no plan shows it: write the text of today below policyTexts and review the link, or have whoever owns the policy change it back",
        })),
  );
}
