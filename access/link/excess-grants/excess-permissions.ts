import { sendingAction } from "../../../aws/destination";
import type { Json } from "../../../aws/json";
import { functionLogGroup } from "../../../aws/lambda";
import { logStreamsArn } from "../../../aws/logs";
import { isStatementAction, STATEMENT_OWNER_KEY } from "../../../aws/redshift-data";
import { secretsManagerService } from "../../../aws/secrets-manager";
import { NETWORK_INTERFACE_ACTIONS } from "../../../aws/vpc";
import { TRACE_ACTIONS } from "../../../aws/x-ray";
import { conditionKeys, requiresExactly, textsOf, unexpectedElements } from "../../iam/statements";
import type { LinkAccess, LinkRole } from "../link-access";
import { linkTarget } from "../link-target";
import { neededRequests } from "../probes/target-requests";
import { asksFor, neededPermissions } from "../transfer/needed-permissions";
import type { TransferRole } from "../transfer/transfer-access";

const ELEMENTS = ["Sid", "Effect", "Action", "Resource", "Condition"];

/** What a statement of an inline policy allows that the link does not need, in words. */
export function excessPermissions(link: LinkAccess, role: LinkRole, statement: Json): readonly string[] {
  const elements = unexpectedElements(statement, ELEMENTS).map((element) => `has ${element}`);
  const needed = NEEDED_BY[role];
  const requests = textsOf(statement.Action).flatMap((action) =>
    textsOf(statement.Resource)
      .filter((resource) => !needed(link, statement, action.toLowerCase(), resource))
      .map((resource) => `lets the ${role} role ${action} on ${resource}`),
  );
  return [...elements, ...requests];
}

/** Whether a role needs an action on a resource under the conditions of the statement. */
type IsNeeded = (link: LinkAccess, statement: Json, action: string, resource: string) => boolean;

const NEEDED_BY: Readonly<Record<LinkRole, IsNeeded>> = {
  query: neededByQueryRole,
  data: neededByDataRole,
  copy: neededBy("copy"),
  bucket: neededBy("bucket"),
};

/** A condition that is missing or takes more values opens what no link opens. */
function neededBy(role: TransferRole): IsNeeded {
  return ({ transfer }, statement, action, resource) =>
    transfer !== undefined &&
    neededPermissions(transfer, role).some(
      (needed) =>
        needed.action === action &&
        needed.resource === resource &&
        needed.conditions.every((condition) => asksFor(statement, condition)),
    );
}

function neededByQueryRole(link: LinkAccess, statement: Json, action: string, resource: string): boolean {
  const { queryFunction, dataRole } = link;
  if (action === "sts:assumerole") {
    const bound = requiresExactly(statement, "lambda:SourceFunctionArn", queryFunction.arn);
    return resource === dataRole.arn && bound !== "another value";
  }
  if (isDemanded(queryFunction, statement, action, resource)) return true;
  const { partition } = link.queryRole;
  const { region, accountId, name } = queryFunction;
  const streams = logStreamsArn({ partition, region, accountId }, functionLogGroup(name));
  return ["logs:createlogstream", "logs:putlogevents"].includes(action) && resource === streams;
}

/** What Lambda does with the role for what the function is configured to. */
function isDemanded(
  { arn, sendsTraces, isInVpc, failureTargets = [] }: LinkAccess["queryFunction"],
  statement: Json,
  action: string,
  resource: string,
): boolean {
  const [service] = action.split(":");
  if (service === "xray") {
    return sendsTraces === true && TRACING.includes(action) && resource === "*";
  }
  if (service === "ec2") {
    return (
      isInVpc === true && NETWORK_ACTIONS.includes(action) && resource === "*" && isRefused(statement, arn)
    );
  }
  return failureTargets.includes(resource) && sendingAction(resource)?.toLowerCase() === action;
}

const TRACING = TRACE_ACTIONS.map((action) => action.toLowerCase());
const NETWORK_ACTIONS = NETWORK_INTERFACE_ACTIONS.map((action) => action.toLowerCase());

/** Whether the statement leaves the function's own code out. */
function isRefused(statement: Json, functionArn: string): boolean {
  return conditionKeys(statement).some(
    ({ operator, key, values }) =>
      ["ArnNotEquals", "ArnNotLike"].includes(operator) &&
      key.toLowerCase() === "lambda:sourcefunctionarn" &&
      values.includes(functionArn),
  );
}

function neededByDataRole(link: LinkAccess, statement: Json, action: string, resource: string): boolean {
  if (isStatementAction(action)) {
    const owner = requiresExactly(statement, STATEMENT_OWNER_KEY, "${aws:userid}");
    return resource === "*" && owner === "this value";
  }
  if (action === "kms:decrypt") {
    const target = linkTarget(link);
    if (target.secretArn === undefined) return false;
    const service = requiresExactly(statement, "kms:ViaService", secretsManagerService(target));
    return target.keyArns.includes(resource) && service === "this value";
  }
  const target = linkTarget(link);
  // The Data API takes a secret or a database user. With both, one of the two is not the link's.
  if (action === "secretsmanager:getsecretvalue" && target.dbUser !== undefined) return false;
  return neededRequests(target).some(([wanted, on]) => wanted.toLowerCase() === action && on === resource);
}
