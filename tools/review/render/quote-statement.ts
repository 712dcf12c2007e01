import { type StatementReference, TRUST_POLICY } from "../../../access/iam/decision";
import { managedPolicy } from "../../../access/iam/managed-policies";
import { isAllow, statementsOf } from "../../../access/iam/statements";
import type { LinkAccess } from "../../../access/link/link-access";
import { isJson, type Json } from "../../../aws/json";

/** Stands where an external id stands in a policy: reports are published, the id is shared by two accounts only. */
const EXTERNAL_ID_SHOWN = "(hidden)";

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
    return statement === undefined ? [] : [{ policy, statement: withoutExternalIds(statement) }];
  });
}

function documentsNamed({ queryRole, dataRole, documents }: LinkAccess, policy: string): readonly unknown[] {
  const roles = [queryRole, dataRole];
  if (policy === TRUST_POLICY) return [dataRole.trust, queryRole.trust];
  return roles.flatMap((role) => [
    ...role.inlinePolicies.filter(({ name }) => name === policy).map(({ document }) => document),
    ...role.managedPolicyArns
      .filter((arn) => arn.endsWith(`/${policy}`))
      .map((arn) => documents[arn] ?? managedPolicy(arn)?.document),
  ]);
}

/** The statement with the values of `sts:ExternalId` replaced. */
export function withoutExternalIds(statement: Json): Json {
  const { Condition: condition } = statement;
  if (!isJson(condition)) return statement;
  const hide = (keys: unknown) =>
    isJson(keys)
      ? Object.fromEntries(
          Object.entries(keys).map(([key, value]) => [
            key,
            key.toLowerCase() === "sts:externalid" ? EXTERNAL_ID_SHOWN : value,
          ]),
        )
      : keys;
  return {
    ...statement,
    Condition: Object.fromEntries(
      Object.entries(condition).map(([operator, keys]) => [operator, hide(keys)]),
    ),
  };
}
