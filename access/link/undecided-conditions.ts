import { isJson, type Json } from "../../aws/json";
import { type NamedDocument, TRUST_POLICY } from "../iam/decision";
import { conditionKeys, isAllow, statementsOf, statementText } from "../iam/statements";
import type { SynthesizedRole } from "../terraform/synthesized-stack";
import { accessRequest } from "./access-request";
import { type LinkAccess, type LinkRole, policiesOf, roleOf } from "./link-access";
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

/** What a change adds that only requests to AWS decide. */
interface UndecidedConditions {
  /** Each statement in words, without a value: it may be a secret. */
  readonly words: readonly string[];
  /** The second state as if every one of them were decided against the link. */
  readonly worst: LinkAccess;
}

/**
 * Conditions of the second state that the first did not have, on keys that no question about the link carries: where a request
 * comes from, when, under which session. AWS sends them, a simulation does not, so that a Deny which meets every real request
 * seems to meet none. Whether they matter, the worst state tells: a Deny of what the link never does leaves it as it is.
 *
 * An Allow can only be narrowed by its conditions, and what it grants is compared with what the link needs.
 *
 * @returns nothing where there are none
 * @throws AccessError `unknown-policy-text`, `no-target` as the questions do
 */
export function newUndecidedConditions(
  before: LinkAccess,
  after: LinkAccess,
): UndecidedConditions | undefined {
  const known = new Set<string>();
  visitStatements(before, (role, name, statement) => {
    known.add(identityOf(role, name, statement));
    return statement;
  });
  const asked = askedKeys(after);
  const words: string[] = [];
  const worst = visitStatements(after, (role, name, statement) => {
    const undecided = undecidedOf(statement, asked);
    if (undecided.length === 0 || known.has(identityOf(role, name, statement))) return statement;
    const conditions = undecided.map(({ operator, key }) => `${operator} ${key}`).join(" and ");
    const does = isAllow(statement) ? "allows" : "denies";
    words.push(
      `${statementText(statement, name)} ${does} under ${conditions}, which only a request to AWS decides`,
    );
    return isAllow(statement) ? allowingNobody(statement) : withoutConditions(statement, undecided);
  });
  return words.length === 0 ? undefined : { words, worst };
}

type Condition = ReturnType<typeof conditionKeys>[number];

function undecidedOf(statement: Json, asked: ReadonlySet<string>): readonly Condition[] {
  return conditionKeys(statement).filter(
    (condition) =>
      [condition.key, ...variablesOf(condition)].some((key) => !asked.has(key.toLowerCase())) &&
      (isAllow(statement) ? holdsWithoutValue(condition.operator) : !isMetByNone(condition)),
  );
}

/** Keys whose values stand in for a condition's: `${aws:SourceIp}`. */
function variablesOf({ values }: Condition): readonly string[] {
  return values.flatMap((value) =>
    [...value.matchAll(/\$\{\s*([^},]*:[^},]*?)\s*(?:,[^}]*)?\}/g)].map(([, variable = ""]) => variable),
  );
}

/** What many deny everything under: a connection without TLS, which no request of a link has. */
function isMetByNone({ operator, key, values }: Condition): boolean {
  const isOfTls = operator.toLowerCase() === "bool" && key.toLowerCase() === "aws:securetransport";
  return isOfTls && values.length > 0 && values.every((value) => value.toLowerCase() === "false");
}

function identityOf(role: LinkRole, name: string, statement: Json): string {
  return JSON.stringify([role, name, statement]);
}

function allowingNobody(statement: Json): Json {
  return { ...statement, Condition: { StringEquals: { "aws:PrincipalType": "nobody" } } };
}

function withoutConditions(statement: Json, met: readonly Condition[]): Json {
  const { Condition: _given, ...rest } = statement;
  const left = conditionBlocks(statement).flatMap(([operator, keys]) => {
    const kept = Object.entries(keys).filter(
      ([key]) => !met.some((one) => one.operator === operator && one.key === key),
    );
    return kept.length === 0 ? [] : [[operator, Object.fromEntries(kept)] as const];
  });
  return left.length === 0 ? rest : { ...rest, Condition: Object.fromEntries(left) };
}

function conditionBlocks({ Condition: condition }: Json): readonly (readonly [string, Json])[] {
  return isJson(condition)
    ? Object.entries(condition).flatMap(([operator, keys]) =>
        isJson(keys) ? [[operator, keys] as const] : [],
      )
    : [];
}

/** The link with what becomes of each statement of its roles; texts of managed policies are written into the roles. */
function visitStatements(
  link: LinkAccess,
  become: (role: LinkRole, name: string, statement: Json) => Json,
): LinkAccess {
  const documents = { ...link.documents };
  const visited = (which: LinkRole): SynthesizedRole => {
    const role = roleOf(link, which);
    const { identity, boundary } = policiesOf(link, role);
    const inDocument = ({ name, document }: NamedDocument) => ({
      name,
      document: isJson(document)
        ? { ...document, Statement: statementsOf(document).map((one) => become(which, name, one)) }
        : document,
    });
    if (boundary !== undefined && role.boundaryArn !== undefined) {
      documents[role.boundaryArn] = inDocument(boundary).document;
    }
    const trust = inDocument({ name: TRUST_POLICY, document: role.trust }).document;
    return { ...role, trust, inlinePolicies: identity.map(inDocument), managedPolicyArns: [] };
  };
  const { transfer } = link;
  return {
    ...link,
    queryRole: visited("query"),
    dataRole: visited("data"),
    ...(transfer === undefined
      ? {}
      : { transfer: { ...transfer, copyRole: visited("copy"), bucketRole: visited("bucket") } }),
    documents,
  };
}

/** Whether an operator is met by a request without the key, so that the simulation allows what AWS may not. */
function holdsWithoutValue(operator: string): boolean {
  return /not|null|ifexists|forallvalues/i.test(operator);
}

/** The keys that the questions of a link carry, in lower case. */
function askedKeys(link: LinkAccess): ReadonlySet<string> {
  const carried = linkProbes(link).flatMap(({ question }) => {
    const request = accessRequest(link, question);
    return Object.keys(request.context ?? {});
  });
  return new Set([...KEYS_OF_PRINCIPALS, ...carried].map((key) => key.toLowerCase()));
}
