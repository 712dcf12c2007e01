import { wholeAccount } from "../../../aws/iam";
import { isJson, type Json } from "../../../aws/json";
import { LAMBDA_SERVICE } from "../../../aws/lambda";
import {
  comparesItself,
  conditionKeys,
  conditionValues,
  requiresExactly,
  textsOf,
  unexpectedElements,
} from "../../iam/statements";
import type { SynthesizedRole } from "../../terraform/synthesized-stack";
import { type LinkAccess, type LinkRole, roleOf } from "../link-access";
import { linkTarget } from "../link-target";
import { copyingServices, copyingUser } from "../transfer/copying-user";

const ELEMENTS = ["Sid", "Effect", "Action", "Principal", "Condition"];

/** The unique id that IAM shows in place of a principal that was deleted: it lets nobody in. */
const DEAD_PRINCIPAL = /^A[A-Z]{3}[A-Z0-9]{12,}$/;

/** What a trust statement allows that the link does not need, in words: principals that have no business here, and other actions. */
export function excessTrust(link: LinkAccess, role: LinkRole, statement: Json): readonly string[] {
  const trusted = trustedPrincipals(link, role);
  const elements = unexpectedElements(statement, ELEMENTS).map((element) => `has ${element}`);
  const actions = textsOf(statement.Action)
    .filter((action) => action.toLowerCase() !== "sts:assumerole")
    .map((action) => `allows ${action} on the ${role} role`);
  const strangers = principals(statement)
    .filter(([type, principal]) => !isExpected(statement, trusted, type, principal))
    .map(([type, principal]) => `lets ${type} principal ${principal} assume the ${role} role`);
  // A single other value lets nobody in who could not come in before; it keeps the function out, which a probe shows.
  const [externalId] = conditionValues(statement, "sts:ExternalId");
  const loosened =
    requiresExactly(statement, "sts:ExternalId", externalId) === "another value"
      ? ["takes more than one external id"]
      : [];
  const anyUser = role === "copy" ? openToRedshift(link, statement) : [];
  return [...elements, ...actions, ...strangers, ...loosened, ...anyUser, ...openConditions(statement)];
}

/** Redshift assumes the role for whoever names it, unless the trust policy asks for whom it does. */
function openToRedshift(link: LinkAccess, statement: Json): readonly string[] {
  const is = (key: string, value: string) => requiresExactly(statement, key, value) === "this value";
  return [
    ...(is("sts:ExternalId", copyingUser(link).arn)
      ? []
      : ["lets other database users than the link's use the copy role"]),
    ...(is("aws:SourceAccount", linkTarget(link).accountId)
      ? []
      : ["lets Redshift of other accounts use the copy role"]),
  ];
}

/** Who assumes a role in every link. */
function trustedPrincipals(
  link: LinkAccess,
  role: LinkRole,
): { readonly services: readonly string[]; readonly role?: SynthesizedRole } {
  switch (role) {
    case "query":
      return { services: [LAMBDA_SERVICE], role: link.dataRole };
    case "data":
      return { services: [], role: link.queryRole };
    case "copy":
      return { services: copyingServices(link) };
    case "bucket":
      return { services: [], role: roleOf(link, "copy") };
  }
}

/** A link compares what callers send with literals only: with a policy variable, the request itself says what it is compared with. */
function openConditions(statement: Json): readonly string[] {
  return conditionKeys(statement).flatMap(({ key, values }) => {
    const variable = values.find((value) => value.includes("${"));
    if (variable === undefined) return [];
    const what = comparesItself(key, variable) ? `anyone may send any ${key}, it is` : `${key} is`;
    return [`does not hold, ${what} compared with ${variable}`];
  });
}

function principals({ Principal: principal }: Json): readonly (readonly [type: string, principal: string])[] {
  if (!isJson(principal)) return textsOf(principal).map((text) => ["AWS", text] as const);
  return Object.entries(principal).flatMap(([type, texts]) =>
    textsOf(texts).map((text) => [type, text] as const),
  );
}

function isExpected(
  statement: Json,
  { services, role }: ReturnType<typeof trustedPrincipals>,
  type: string,
  principal: string,
): boolean {
  if (type === "Service") return services.includes(principal);
  if (type !== "AWS") return false;
  if (DEAD_PRINCIPAL.test(principal)) return true;
  if (role === undefined) return false;
  if (principal === role.arn) return true;
  return (
    wholeAccount(principal) === role.accountId &&
    requiresExactly(statement, "aws:PrincipalArn", role.arn) === "this value"
  );
}
