import { trustedUniqueIds } from "../../../../access/iam/trust-document";
import { allRolesOf } from "../../../../access/link/link-access";
import { eachOf, type Rule } from "../rule";

export const trustNamesRoleId: Rule = {
  id: "trust-names-role-id",
  severity: "error",
  needs: "link",
  title: "trust policies name ARNs, not unique ids",
  why: "a unique id (AROA…, AIDA…) belongs to one incarnation of a principal: IAM shows it when that one was deleted, and a recreated role has another",
  fix: "write the role's ARN; an apply stores the id of the role that exists now",
  check: ({ link }) =>
    eachOf(allRolesOf(link), (role) =>
      trustedUniqueIds(role.trust).map((id) => ({
        address: role.address,
        message: `trust policy of ${role.name} names ${id}`,
      })),
    ),
};
