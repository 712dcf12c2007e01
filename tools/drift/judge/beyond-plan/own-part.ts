import { conditionKeys, textsOf } from "../../../../access/iam/statements";
import type { Plan } from "../../../../access/terraform/plan";
import { accountOf } from "../../../../aws/arn";
import { wholeAccount } from "../../../../aws/iam";
import { isJson, type Json } from "../../../../aws/json";
import type { Link } from "../../../../config/link";
import type { FoundPart } from "../../read/beyond-plan/beyond-plan";

type LinkOfPart = Pick<Link, "function" | "lambdaAccount">;

/**
 * Whether a part is a resource of the link's own, as the link has it: of the others, a plan tells nothing.
 *
 * @param publishedVersion the version that the last apply published; absent: none is known
 */
export function isOwnPart(link: LinkOfPart, part: FoundPart, publishedVersion?: string): boolean {
  const { asyncInvocation = {}, alias } = link.function;
  const { deadLetterArn: _, ...settings } = asyncInvocation;
  switch (part.look) {
    case "function-policy":
      return part.qualifier === alias?.name && isOwnStatement(link, part.statement);
    case "async-config":
      return part.qualifier === alias?.name && Object.keys(settings).length > 0;
    case "function-alias":
      // Which version it names, and whether another has a share, the plan tells.
      return part.name === alias?.name;
    case "function-version":
      // Lambda counts up, and each apply that changes the function publishes one.
      return alias !== undefined && Number(part.version) <= Number(publishedVersion);
    default:
      return false;
  }
}

/** The version that the last apply published, by the state that it left. */
export function publishedVersion(prior: Plan["prior"] = []): string | undefined {
  const { values } = prior.find(({ type }) => type === "aws_lambda_function") ?? {};
  return typeof values?.version === "string" && /^\d+$/.test(values.version) ? values.version : undefined;
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
