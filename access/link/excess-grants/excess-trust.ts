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
import type { LinkAccess, LinkRole } from "../link-access";

const ELEMENTS = ["Sid", "Effect", "Action", "Principal", "Condition"];

/** The unique id that IAM shows in place of a principal that was deleted: it lets nobody in. */
const DEAD_PRINCIPAL = /^A[A-Z]{3}[A-Z0-9]{12,}$/;

/** What a trust statement allows that the link does not need, in words: principals that have no business here, and other actions. */
export function excessTrust(link: LinkAccess, role: LinkRole, statement: Json): readonly string[] {
  const other = role === "query" ? link.dataRole : link.queryRole;
  const elements = unexpectedElements(statement, ELEMENTS).map((element) => `has ${element}`);
  const actions = textsOf(statement.Action)
    .filter((action) => action.toLowerCase() !== "sts:assumerole")
    .map((action) => `allows ${action} on the ${role} role`);
  const strangers = principals(statement)
    .filter(([type, principal]) => !isExpected(role, statement, other, type, principal))
    .map(([type, principal]) => `lets ${type} principal ${principal} assume the ${role} role`);
  // A single other value lets nobody in who could not come in before; it keeps the function out, which a probe shows.
  const [externalId] = conditionValues(statement, "sts:ExternalId");
  const loosened =
    requiresExactly(statement, "sts:ExternalId", externalId) === "another value"
      ? ["takes more than one external id"]
      : [];
  return [...elements, ...actions, ...strangers, ...loosened, ...openConditions(statement)];
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
  role: LinkRole,
  statement: Json,
  other: SynthesizedRole,
  type: string,
  principal: string,
): boolean {
  if (type === "Service") return role === "query" && principal === LAMBDA_SERVICE;
  if (type !== "AWS") return false;
  if (principal === other.arn || DEAD_PRINCIPAL.test(principal)) return true;
  return (
    wholeAccount(principal) === other.accountId &&
    requiresExactly(statement, "aws:PrincipalArn", other.arn) === "this value"
  );
}
