import { requires, textsOf } from "../../../../access/iam/statements";
import { eachOf, type Rule } from "../rule";
import { grantText } from "../subject";

/** Actions on one statement that have no resource type, so that a condition alone can narrow them. */
const OWNED = ["cancelstatement", "describestatement", "getstatementresult", "liststatements"];

function coversOwned(action: string): boolean {
  const pattern = action
    .toLowerCase()
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return OWNED.some((name) => new RegExp(`^${pattern}$`).test(`redshift-data:${name}`));
}

export const missingOwnerCondition: Rule = {
  id: "missing-owner-condition",
  severity: "error",
  needs: "link",
  title: "statements of the Data API are followed by their owner only",
  why: "DescribeStatement, GetStatementResult and CancelStatement have no resource type: without the owner condition the role reads the results of every session it can name",
  fix: "add StringEquals redshift-data:statement-owner-iam-userid with the value ${aws:userid}",
  check: ({ permissions }) =>
    eachOf(
      permissions.filter(({ statement }) => textsOf(statement.Action).some(coversOwned)),
      (permission) =>
        requires(permission.statement, /^redshift-data:statement-owner-iam-userid$/i)
          ? []
          : [
              {
                address: permission.address,
                message: `${grantText(permission)} allows ${textsOf(permission.statement.Action).filter(coversOwned).join(", ")} without a condition on the owner`,
              },
            ],
    ),
};
