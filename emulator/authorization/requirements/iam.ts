import type { ConditionContext } from "../../../access/iam/decision";
import { type IamAccount, roleArn } from "../../../aws/iam";
import { accountOfCaller } from "../../authentication/caller";
import type { SignedRequest } from "../../authentication/signed-request";
import type { StoredIam } from "../../iam/stored-iam";
import type { StoredRole } from "../../iam/stored-role";
import { queryParameters } from "../../protocol/protocol";

import type { Requirement } from "./requirement";
import { resourceTypesOf } from "./resource-types";
import { tagContext, tagKeysContext } from "./tag-context";

/** What an IAM request needs: its own action, and for a role that is created with tags the tag action too. */
export async function iamRequirements(
  request: SignedRequest,
  operation: string,
  iam: Pick<StoredIam, "roleNamed">,
): Promise<readonly Requirement[]> {
  const parameters = queryParameters(request);
  const types = (await resourceTypesOf("iam", operation)) ?? ["unknown"];
  // A role that is to be created is not stored yet; a stored one of the same name is not the one the request is for.
  const stored = types.includes("role") && operation !== "CreateRole";
  const roleName = stored ? parameters.get("RoleName") : null;
  const account = accountOfCaller(request.caller);
  const role = roleName === null ? undefined : await iam.roleNamed(account, roleName);
  const resource = resourceOf(types, operation, parameters, account, role);
  const context = contextOf(parameters, role);
  const tagged = operation === "CreateRole" && parameters.has("Tags.member.1.Key");
  const actions = [`iam:${operation}`, ...(tagged ? ["iam:TagRole"] : [])];
  return actions.map((action) => ({ action, ...(resource === undefined ? {} : { resource }), context }));
}

function resourceOf(
  types: readonly string[],
  operation: string,
  parameters: URLSearchParams,
  account: IamAccount,
  role: StoredRole | undefined,
): string | undefined {
  if (types.length === 0) return "*";
  if (types.includes("policy")) return parameters.get("PolicyArn") ?? undefined;
  const name = parameters.get("RoleName");
  if (!types.includes("role") || name === null) return undefined;
  // The path of a role that does not exist is unknown.
  const path = operation === "CreateRole" ? (parameters.get("Path") ?? "/") : "/";
  return role?.arn ?? roleArn({ ...account, path, name });
}

/** The condition keys that requests about roles carry (Service Authorization Reference, IAM). */
function contextOf(parameters: URLSearchParams, role: StoredRole | undefined): ConditionContext {
  const boundary = parameters.get("PermissionsBoundary") ?? role?.boundaryArn;
  const policy = parameters.get("PolicyArn");
  return {
    ...(boundary === undefined ? {} : { "iam:PermissionsBoundary": boundary }),
    ...(policy === null ? {} : { "iam:PolicyARN": policy }),
    ...tagContext(Object.fromEntries(tagsOf(parameters))),
    ...(parameters.has("TagKeys.member.1") ? tagKeysContext(members(parameters, "TagKeys.member.%")) : {}),
  };
}

function tagsOf(parameters: URLSearchParams): [string, string][] {
  const values = members(parameters, "Tags.member.%.Value");
  return members(parameters, "Tags.member.%.Key").map((key, index) => [key, values[index] ?? ""]);
}

/** The items of a list of the query protocol. @param pattern the name of one, with `%` for its number from 1 */
function members(parameters: URLSearchParams, pattern: string): string[] {
  const found: string[] = [];
  for (;;) {
    const item = parameters.get(pattern.replace("%", String(found.length + 1)));
    if (item === null) return found;
    found.push(item);
  }
}
