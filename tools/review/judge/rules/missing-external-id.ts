import { principalsOf, requires } from "../../../../access/iam/statements";
import { parseArn } from "../../../../aws/arn";
import { eachOf, type Rule } from "../rule";
import { grantText } from "../subject";

function isOfAccount(principal: string, accountId: string): boolean {
  return (parseArn(principal)?.accountId ?? principal) === accountId;
}

export const missingExternalId: Rule = {
  id: "missing-external-id",
  severity: "warning",
  needs: "link",
  title: "the data role asks callers of another account for an external id",
  why: "without one, whoever can make the query role's account assume a role of its choice reaches the data role too (the confused deputy)",
  fix: "set trust.externalId in links.yaml",
  check: ({ trusts, link: { dataRole } }) =>
    eachOf(
      trusts.filter(
        ({ role, statement }) =>
          role === dataRole &&
          principalsOf(statement, "AWS").some((principal) => !isOfAccount(principal, dataRole.accountId)),
      ),
      (trust) =>
        requires(trust.statement, /^sts:externalid$/i)
          ? []
          : [
              {
                address: trust.address,
                message: `${grantText(trust)} of ${dataRole.name} asks for no external id`,
              },
            ],
    ),
};
