import { parseArn } from "../../../aws/arn";
import { wholeAccount } from "../../../aws/iam";
import { isJson, type Json } from "../../../aws/json";
import { LAMBDA_SERVICE } from "../../../aws/lambda";
import { isStatementAction, STATEMENT_OWNER_KEY } from "../../../aws/redshift-data";
import { secretsManagerService } from "../../../aws/secrets-manager";
import { TRUST_POLICY } from "../../iam/decision";
import {
  conditionKeys,
  isAllow,
  principalsOf,
  statementsOf,
  statementText,
  textsOf,
} from "../../iam/statements";
import { type LinkAccess, type LinkRole, roleOf, rolesIn, settingsOf } from "../link-access";
import { linkTarget } from "../link-target";
import { copyingUser } from "../transfer/copying-user";
import { neededPermissions, type WantedCondition } from "../transfer/needed-permissions";
import type { TransferRole } from "../transfer/transfer-access";

/** A statement that is not as a link writes it, whether or not it grants more. */
interface UnlikeStatement {
  readonly role: LinkRole;
  /** Name of the inline policy; `trust policy` for the trust policy. */
  readonly policy: string;
  /** In words. No value of a condition: it may be an external id. */
  readonly what: string;
}

/**
 * Statements of the link's roles that no link has: a Deny, a condition that is missing, added or written another way, a statement
 * twice. An excess grant opens something; these need not, and change what is applied all the same.
 *
 * @throws AccessError `no-target` when the environment names no target
 */
export function unlikeStatements(link: LinkAccess): readonly UnlikeStatement[] {
  return rolesIn(link).flatMap((role) => {
    const { trust, inlinePolicies } = roleOf(link, role);
    return [{ name: TRUST_POLICY, document: trust }, ...inlinePolicies].flatMap(
      ({ name: policy, document }) => {
        const statements = statementsOf(document);
        return statements.flatMap((statement, index) =>
          [
            ...formProblems(statement, statements.slice(0, index)),
            ...(role === "data" && policy !== TRUST_POLICY ? resourceProblems(link, statement) : []),
            ...(isAllow(statement)
              ? conditionProblems(statement, expected(link, role, policy, statement))
              : []),
          ].map((what) => ({ role, policy, what: `${statementText(statement, policy)} ${what}` })),
        );
      },
    );
  });
}

function formProblems(statement: Json, others: readonly Json[]): readonly string[] {
  const { Sid: sid = "" } = statement;
  return [
    ...(isAllow(statement) ? [] : ["is no Allow, and a link needs no other"]),
    ...(typeof sid === "string" && /^[A-Za-z0-9]*$/.test(sid) ? [] : ["has a Sid that IAM refuses"]),
    ...(others.some((other) => isSame(other, statement)) ? ["stands twice"] : []),
  ];
}

/** Ids that only the policies tell, as AWS makes them. */
const AWS_IDS: Readonly<Record<string, RegExp>> = {
  "redshift-serverless": /^workgroup\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  kms: /^key\/(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/,
};

/** What the data role reaches is where the target is; a workgroup's id and a key's are told by the policies alone. */
function resourceProblems(link: LinkAccess, { Resource: resource }: Json): readonly string[] {
  const target = linkTarget(link);
  return textsOf(resource).flatMap((text) => {
    const arn = parseArn(text);
    if (arn === undefined) return [];
    const isThere =
      arn.partition === target.partition &&
      arn.region === target.region &&
      arn.accountId === target.accountId;
    const isOther = arn.service === "redshift-serverless" && text !== target.arn;
    return [
      ...(isThere ? [] : [`names ${text}, which is not where the target is`]),
      ...(isOther || AWS_IDS[arn.service]?.test(arn.resource) === false
        ? [`names ${text}, which is no workgroup or key of the link`]
        : []),
    ];
  });
}

function isSame(one: Json, other: Json): boolean {
  const isNamed = typeof one.Sid === "string" && one.Sid !== "";
  return isNamed ? one.Sid === other.Sid : JSON.stringify(one) === JSON.stringify(other);
}

function conditionProblems(
  statement: Json,
  wanted: readonly WantedCondition[] | undefined,
): readonly string[] {
  // No link has the statement: what it opens is told elsewhere.
  if (wanted === undefined) return [];
  const written = conditionKeys(statement);
  const isWanted = ([operator, key, ...values]: WantedCondition, found: (typeof written)[number]) =>
    operator === comparison(found.operator) &&
    key.toLowerCase() === found.key.toLowerCase() &&
    found.values.length === values.length &&
    values.every((value) => found.values.includes(value));
  return [
    ...(statement.Condition === undefined || isJson(statement.Condition)
      ? []
      : ["has a condition that IAM refuses"]),
    ...written
      .filter((found) => !wanted.some((condition) => isWanted(condition, found)))
      .map(({ operator, key }) => `asks ${operator} ${key} as no link does`),
    ...wanted
      .filter((condition) => !written.some((found) => isWanted(condition, found)))
      .map(([operator, key]) => `lacks ${operator} ${key}, which every such link asks`),
  ];
}

/** IAM User Guide, "Condition operators": ArnEquals and ArnLike behave identically, and so do their negations. */
function comparison(operator: string): string {
  return operator.replace(/^Arn(Not)?Like$/, "Arn$1Equals");
}

/** The conditions of the statement of a link that does this; `undefined`: no link has one. */
function expected(
  link: LinkAccess,
  role: LinkRole,
  policy: string,
  statement: Json,
): readonly WantedCondition[] | undefined {
  if (policy === TRUST_POLICY) return trustConditions(link, role, statement);
  const [action = ""] = textsOf(statement.Action).map((text) => text.toLowerCase());
  if (role === "query") return queryRoleConditions(link, statement, action);
  if (role === "data") return dataRoleConditions(link, action);
  return transferConditions(link, role, statement, action);
}

/** Those of the first action and resource, which the others of the statement share. */
function transferConditions(
  { transfer }: LinkAccess,
  role: TransferRole,
  statement: Json,
  action: string,
): readonly WantedCondition[] | undefined {
  const [resource] = textsOf(statement.Resource);
  const needed = transfer === undefined ? [] : neededPermissions(transfer, role);
  return needed.find((found) => found.action === action && found.resource === resource)?.conditions;
}

/** The role that may assume it. */
const TRUSTED = { query: "data", data: "query", bucket: "copy" } as const;

function trustConditions(
  link: LinkAccess,
  role: LinkRole,
  statement: Json,
): readonly WantedCondition[] | undefined {
  if (role === "query" && principalsOf(statement, "Service").includes(LAMBDA_SERVICE)) return [];
  if (role === "copy") {
    return [
      ["StringEquals", "aws:SourceAccount", linkTarget(link).accountId],
      ["StringEquals", "sts:ExternalId", copyingUser(link).arn],
    ];
  }
  const other = roleOf(link, TRUSTED[role]);
  const [principal = ""] = principalsOf(statement, "AWS");
  return [
    ...(wholeAccount(principal) === undefined ? [] : [["ArnEquals", "aws:PrincipalArn", other.arn] as const]),
    ...(role === "data" ? externalId(link) : []),
  ];
}

function externalId(link: LinkAccess): readonly WantedCondition[] {
  const { externalId: id } = settingsOf(link);
  return id === undefined ? [] : [["StringEquals", "sts:ExternalId", id]];
}

function queryRoleConditions(link: LinkAccess, statement: Json, action: string): readonly WantedCondition[] {
  if (action.startsWith("ec2:")) {
    return [["ArnNotEquals", "lambda:SourceFunctionArn", link.queryFunction.arn]];
  }
  if (action !== "sts:assumerole") return [];
  // Whether hop 1 is bound to the function is a choice, of which a probe tells.
  const key = "lambda:SourceFunctionArn";
  const isBound = conditionKeys(statement).some(
    (condition) => condition.key.toLowerCase() === key.toLowerCase(),
  );
  return [...(isBound ? [["ArnEquals", key, link.queryFunction.arn] as const] : []), ...externalId(link)];
}

function dataRoleConditions(link: LinkAccess, action: string): readonly WantedCondition[] {
  if (isStatementAction(action)) return [["StringEquals", STATEMENT_OWNER_KEY, "${aws:userid}"]];
  if (action === "kms:decrypt")
    return [["StringEquals", "kms:ViaService", secretsManagerService(linkTarget(link))]];
  return [];
}
