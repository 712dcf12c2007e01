import { principalsOf, requires } from "../../../../access/iam/statements";
import { wholeAccount } from "../../../../aws/iam";
import { eachOf, type Rule } from "../rule";
import { grantText } from "../subject";

/** Keys that tell one principal of an account from another. An external id does not: it is no identity. */
const NARROWS = /^aws:(?:principalarn|userid|username|principaltag\/.+)$/i;

export const accountRootWithoutCondition: Rule = {
  id: "account-root-without-condition",
  severity: "error",
  needs: "link",
  title: "a trusted account is narrowed to one of its principals",
  why: "the account root as principal trusts every role and user of that account that may call sts:AssumeRole",
  fix: "name the role as principal, or add ArnEquals aws:PrincipalArn with the role's ARN",
  check: ({ trusts }) =>
    eachOf(
      trusts.flatMap((trust) =>
        principalsOf(trust.statement, "AWS")
          .filter((principal) => wholeAccount(principal) !== undefined)
          .map((principal) => ({ trust, principal })),
      ),
      ({ trust, principal }) =>
        requires(trust.statement, NARROWS)
          ? []
          : [
              {
                address: trust.address,
                message: `${grantText(trust)} of ${trust.role.name} trusts ${principal} without a condition on the principal`,
              },
            ],
    ),
};
