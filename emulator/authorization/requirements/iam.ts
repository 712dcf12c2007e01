import type { ConditionContext } from "../../../access/iam/decision";
import { type IamAccount, roleArn, userArn } from "../../../aws/iam";
import { accountOfCaller } from "../../authentication/caller";
import type { SignedRequest } from "../../authentication/signed-request";
import type { StoredIam } from "../../iam/stored-iam";
import type { StoredRole } from "../../iam/stored-role";
import type { StoredUser } from "../../iam/stored-user";
import { queryParameters } from "../../protocol/protocol";
import type { Requirement } from "./requirement";
import { resourceTypesOf } from "./resource-types";
import { tagContext, tagKeysContext } from "./tag-context";

/** What an IAM request needs: its own action, and for a role that is created with tags the tag action too. */
export async function iamRequirements(
  request: SignedRequest,
  operation: string,
  iam: Pick<StoredIam, "roleNamed" | "userNamed">,
): Promise<readonly Requirement[]> {
  const parameters = queryParameters(request);
  const types = (await resourceTypesOf("iam", operation)) ?? ["unknown"];
  const account = accountOfCaller(request.caller);
  const named = await namedBy(parameters, types, operation, account, iam);
  const resource = resourceOf(types, operation, parameters, account, named);
  const shared = { ...resourceTags(named), context: contextOf(parameters, named.role) };
  const tagged = operation === "CreateRole" && parameters.has("Tags.member.1.Key");
  const actions = [`iam:${operation}`, ...(tagged ? ["iam:TagRole"] : [])];
  return actions.map((action) => ({ action, ...(resource === undefined ? {} : { resource }), ...shared }));
}

/** What a request names, as far as it is stored. */
interface Named {
  readonly role?: StoredRole | undefined;
  readonly user?: StoredUser | undefined;
}

/** What is to be created is not stored yet; a stored one of the same name is not the one the request is for. */
async function namedBy(
  parameters: URLSearchParams,
  types: readonly string[],
  operation: string,
  account: IamAccount,
  iam: Pick<StoredIam, "roleNamed" | "userNamed">,
): Promise<Named> {
  const [roleName, userName] = [parameters.get("RoleName"), parameters.get("UserName")];
  if (types.includes("role") && roleName !== null && operation !== "CreateRole") {
    return { role: await iam.roleNamed(account, roleName) };
  }
  if (types.includes("user") && userName !== null && operation !== "CreateUser") {
    return { user: await iam.userNamed(account, userName) };
  }
  return {};
}

function resourceTags({ role, user }: Named): Pick<Requirement, "resourceTags"> {
  const tags = (role ?? user)?.tags ?? {};
  return Object.keys(tags).length === 0 ? {} : { resourceTags: tags };
}

function resourceOf(
  types: readonly string[],
  operation: string,
  parameters: URLSearchParams,
  account: IamAccount,
  { role, user }: Named,
): string | undefined {
  if (types.length === 0) return "*";
  if (types.includes("policy")) return parameters.get("PolicyArn") ?? undefined;
  // The path of a role or user that does not exist is unknown.
  const path = operation.startsWith("Create") ? (parameters.get("Path") ?? "/") : "/";
  const [roleName, userName] = [parameters.get("RoleName"), parameters.get("UserName")];
  if (types.includes("role") && roleName !== null) {
    return role?.arn ?? roleArn({ ...account, path, name: roleName });
  }
  if (types.includes("user") && userName !== null) {
    return user?.arn ?? userArn({ ...account, path, name: userName });
  }
  return undefined;
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
