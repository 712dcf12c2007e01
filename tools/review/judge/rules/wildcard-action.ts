import { textsOf } from "../../../../access/iam/statements";
import { eachOf, type Rule } from "../rule";
import { grantText } from "../subject";

export const wildcardAction: Rule = {
  id: "wildcard-action",
  severity: "error",
  needs: "link",
  title: "inline policies name the actions they allow",
  why: "a wildcard grants every action the service adds later; NotAction grants every other service too",
  fix: "list the actions the function calls",
  check: ({ permissions }) =>
    eachOf(permissions, (permission) => {
      const { statement, address } = permission;
      const wildcards = textsOf(statement.Action).filter((action) => /[*?]/.test(action));
      const found = [...wildcards, ...(statement.NotAction === undefined ? [] : ["NotAction"])];
      return found.map((action) => ({ address, message: `${grantText(permission)} allows ${action}` }));
    }),
};
