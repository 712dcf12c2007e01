import { requires, textsOf } from "../../../../access/iam/statements";
import { OWNED_ACTIONS, STATEMENT_OWNER_KEY } from "../../../../aws/redshift-data";
import { eachOf, type Rule } from "../rule";
import { grantText } from "../subject";

const OWNER = new RegExp(`^${STATEMENT_OWNER_KEY}$`, "i");

function coversOwned(action: string): boolean {
  const pattern = action
    .toLowerCase()
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return OWNED_ACTIONS.some((owned) => new RegExp(`^${pattern}$`).test(owned.toLowerCase()));
}

export const missingOwnerCondition: Rule = {
  id: "missing-owner-condition",
  severity: "error",
  needs: "link",
  title: "statements of the Data API are followed by their owner only",
  why: "DescribeStatement, GetStatementResult and CancelStatement have no resource type: without the owner condition the role reads the results of every session it can name",
  fix: `add StringEquals ${STATEMENT_OWNER_KEY} with the value \${aws:userid}`,
  check: ({ permissions }) =>
    eachOf(
      permissions.filter(({ statement }) => textsOf(statement.Action).some(coversOwned)),
      (permission) =>
        requires(permission.statement, OWNER)
          ? []
          : [
              {
                address: permission.address,
                message: `${grantText(permission)} allows ${textsOf(permission.statement.Action).filter(coversOwned).join(", ")} without a condition on the owner`,
              },
            ],
    ),
};
