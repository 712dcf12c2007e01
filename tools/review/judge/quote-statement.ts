import { type StatementReference, TRUST_POLICY } from "../../../access/iam/decision";
import { managedPolicy } from "../../../access/iam/managed-policies";
import { isAllow, statementsOf } from "../../../access/iam/statements";
import { allRolesOf, type LinkAccess } from "../../../access/link/link-access";
import type { Json } from "../../../aws/json";
import { maskExternalIds } from "../../lib/report/mask";

/** A statement of a policy, as a report shows it. */
export interface Quote {
  readonly policy: string;
  readonly statement: Json;
}

/** The text of the statements a decision names, without external ids. A statement without sid is not found. */
export function quoteStatements(
  link: LinkAccess,
  references: readonly StatementReference[],
): readonly Quote[] {
  return references.flatMap(({ policy, sid, effect }) => {
    const [statement] = documentsNamed(link, policy)
      .flatMap(statementsOf)
      .filter((candidate) => candidate.Sid === sid && isAllow(candidate) === (effect === "Allow"));
    return statement === undefined ? [] : [{ policy, statement: maskExternalIds(statement) }];
  });
}

function documentsNamed(link: LinkAccess, policy: string): readonly unknown[] {
  const { queryRole, dataRole, documents } = link;
  const roles = allRolesOf(link);
  if (policy === TRUST_POLICY) {
    const first = [dataRole, queryRole];
    return [...first, ...roles.filter((role) => !first.includes(role))].map(({ trust }) => trust);
  }
  return roles.flatMap((role) => [
    ...role.inlinePolicies.filter(({ name }) => name === policy).map(({ document }) => document),
    ...role.managedPolicyArns
      .filter((arn) => arn.endsWith(`/${policy}`))
      .map((arn) => documents[arn] ?? managedPolicy(arn)?.document),
  ]);
}
