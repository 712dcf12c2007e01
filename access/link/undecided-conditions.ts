import { TRUST_POLICY } from "../iam/decision";
import { conditionKeys, isAllow, statementsOf, statementText } from "../iam/statements";
import { accessRequest } from "./access-request";
import { type LinkAccess, policiesOf, roleOf, rolesIn } from "./link-access";
import { linkProbes } from "./probes/link-probes";

/** What every request tells of its principal and its resource, whatever is asked. */
const KEYS_OF_PRINCIPALS = [
  "aws:PrincipalAccount",
  "aws:PrincipalArn",
  "aws:PrincipalIsAWSService",
  "aws:PrincipalServiceName",
  "aws:PrincipalType",
  "aws:ResourceAccount",
  "aws:userid",
];

/**
 * Conditions of the second state that the first did not have, on keys that no question about the link carries: where a request
 * comes from, when, under which session. AWS sends them, a simulation does not, so that a Deny which meets every real request
 * seems to meet none. Each is said in words, without a value: it may be a secret.
 *
 * An Allow can only be narrowed by its conditions, and what it grants is compared with what the link needs.
 *
 * @throws AccessError `unknown-policy-text`, `no-target` as the questions do
 */
export function newUndecidedConditions(before: LinkAccess, after: LinkAccess): readonly string[] {
  const known = new Set(undecidedConditions(before).map(({ identity }) => identity));
  return undecidedConditions(after)
    .filter(({ identity }) => !known.has(identity))
    .map(({ words }) => words);
}

function undecidedConditions(link: LinkAccess) {
  const asked = askedKeys(link);
  return rolesIn(link).flatMap((role) =>
    documentsOf(link, role).flatMap(({ name, document }) =>
      statementsOf(document).flatMap((statement) => {
        const undecided = conditionKeys(statement).filter(
          ({ operator, key }) =>
            !asked.has(key.toLowerCase()) && (!isAllow(statement) || holdsWithoutValue(operator)),
        );
        if (undecided.length === 0) return [];
        const conditions = undecided.map(({ operator, key }) => `${operator} ${key}`).join(" and ");
        const does = isAllow(statement) ? "allows" : "denies";
        const words = `${statementText(statement, name)} ${does} under ${conditions}, which only a request to AWS decides`;
        return [{ identity: JSON.stringify([role, name, statement]), words }];
      }),
    ),
  );
}

/** Whether an operator is met by a request without the key, so that the simulation allows what AWS may not. */
function holdsWithoutValue(operator: string): boolean {
  return /not|null|ifexists|forallvalues/i.test(operator);
}

function documentsOf(link: LinkAccess, role: Parameters<typeof roleOf>[1]) {
  const { trust } = roleOf(link, role);
  const { identity, boundary } = policiesOf(link, roleOf(link, role));
  return [
    { name: TRUST_POLICY, document: trust },
    ...identity,
    ...(boundary === undefined ? [] : [boundary]),
  ];
}

/** The keys that the questions of a link carry, in lower case. */
function askedKeys(link: LinkAccess): ReadonlySet<string> {
  const carried = linkProbes(link).flatMap(({ question }) => {
    const request = accessRequest(link, question);
    return Object.keys(request.context ?? {});
  });
  return new Set([...KEYS_OF_PRINCIPALS, ...carried].map((key) => key.toLowerCase()));
}
