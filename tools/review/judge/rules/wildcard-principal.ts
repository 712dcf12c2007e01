import { principalsOf } from "../../../../access/iam/statements";
import { eachOf, type Rule } from "../rule";
import { grantText } from "../subject";

export const wildcardPrincipal: Rule = {
  id: "wildcard-principal",
  severity: "error",
  needs: "link",
  title: "trust policies name their principals",
  why: "* trusts every AWS account there is; NotPrincipal trusts everybody but the ones named",
  fix: "name the role that may assume this one",
  check: ({ trusts }) =>
    eachOf(trusts, (trust) => {
      const wildcard = principalsOf(trust.statement, "AWS").some((principal) => principal.includes("*"));
      const element = trust.statement.NotPrincipal === undefined ? "principal *" : "NotPrincipal";
      return wildcard || trust.statement.NotPrincipal !== undefined
        ? [
            {
              address: trust.address,
              message: `${grantText(trust)} of ${trust.role.name} has ${element}`,
            },
          ]
        : [];
    }),
};
