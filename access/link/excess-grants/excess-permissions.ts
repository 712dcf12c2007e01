import type { Json } from "../../../aws/json";
import { functionLogGroup } from "../../../aws/lambda";
import { logStreamsArn } from "../../../aws/logs";
import { isStatementAction, STATEMENT_OWNER_KEY } from "../../../aws/redshift-data";
import { secretsManagerService } from "../../../aws/secrets-manager";
import { requiresExactly, textsOf, unexpectedElements } from "../../iam/statements";
import type { LinkAccess, LinkRole } from "../link-access";
import { linkTarget } from "../link-target";
import { neededRequests } from "../probes/target-requests";

const ELEMENTS = ["Sid", "Effect", "Action", "Resource", "Condition"];

/** What a statement of an inline policy allows that the link does not need, in words. */
export function excessPermissions(link: LinkAccess, role: LinkRole, statement: Json): readonly string[] {
  const elements = unexpectedElements(statement, ELEMENTS).map((element) => `has ${element}`);
  const needed = role === "query" ? neededByQueryRole : neededByDataRole;
  const requests = textsOf(statement.Action).flatMap((action) =>
    textsOf(statement.Resource)
      .filter((resource) => !needed(link, statement, action.toLowerCase(), resource))
      .map((resource) => `lets the ${role} role ${action} on ${resource}`),
  );
  return [...elements, ...requests];
}

function neededByQueryRole(link: LinkAccess, statement: Json, action: string, resource: string): boolean {
  const { queryFunction, dataRole } = link;
  if (action === "sts:assumerole") {
    const bound = requiresExactly(statement, "lambda:SourceFunctionArn", queryFunction.arn);
    return resource === dataRole.arn && bound !== "another value";
  }
  const { partition } = link.queryRole;
  const { region, accountId, name } = queryFunction;
  const streams = logStreamsArn({ partition, region, accountId }, functionLogGroup(name));
  return ["logs:createlogstream", "logs:putlogevents"].includes(action) && resource === streams;
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
