import { conditionKeys, textsOf } from "../../../../access/iam/statements";
import { accountOf } from "../../../../aws/arn";
import { wholeAccount } from "../../../../aws/iam";
import { isJson, type Json } from "../../../../aws/json";
import type { Link } from "../../../../config/link";
import type { FoundPart } from "../../read/beyond-plan/beyond-plan";

type LinkOfPart = Pick<Link, "function" | "lambdaAccount">;

/** Whether a part is a resource of the link's own, as the link has it: of the others, a plan tells nothing. */
export function isOwnPart(link: LinkOfPart, part: FoundPart): boolean {
  const { asyncInvocation = {} } = link.function;
  if (part.look === "function-policy")
    return part.qualifier === undefined && isOwnStatement(link, part.statement);
  const { deadLetterArn: _, ...settings } = asyncInvocation;
  return part.look === "async-config" && part.qualifier === undefined && Object.keys(settings).length > 0;
}

const ELEMENTS = ["Sid", "Effect", "Principal", "Action", "Resource", "Condition"];

/** The whole statement is compared: the provider reads a part of it. */
function isOwnStatement(
  { function: { invokers = [] }, lambdaAccount }: LinkOfPart,
  statement: Json,
): boolean {
  const invoker = invokers.find(({ name }) => name === statement.Sid);
  if (invoker === undefined) return false;
  const { roleArn, accountId, service, sourceArn } = invoker;
  const principals = isJson(statement.Principal)
    ? Object.entries(statement.Principal).flatMap(([type, names]) =>
        textsOf(names).map((name) => [type, name] as const),
      )
    : textsOf(statement.Principal).map((name) => ["AWS", name] as const);
  const [[type, principal] = ["", ""], ...more] = principals;
  const isWho =
    service === undefined
      ? type === "AWS" &&
        (principal === roleArn || (accountId !== undefined && wholeAccount(principal) === accountId))
      : type === "Service" && principal === service;
  const wanted = [
    ...(sourceArn === undefined ? [] : [`aws:sourcearn ${sourceArn}`]),
    ...(sourceArn === undefined || accountOf(sourceArn) !== ""
      ? []
      : [`aws:sourceaccount ${lambdaAccount.id}`]),
  ];
  const asked = conditionKeys(statement).map(({ operator, key, values }) =>
    /^(?:ArnLike|StringEquals)$/.test(operator) ? `${key.toLowerCase()} ${values.join()}` : operator,
  );
  return (
    isWho &&
    more.length === 0 &&
    statement.Effect === "Allow" &&
    textsOf(statement.Action).join() === "lambda:InvokeFunction" &&
    Object.keys(statement).every((element) => ELEMENTS.includes(element)) &&
    asked.sort().join("\n") === wanted.sort().join("\n")
  );
}
