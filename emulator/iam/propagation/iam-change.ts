import type { IamAccount } from "../../../aws/iam";

/** A request that writes to IAM. */
export interface IamChange {
  readonly account: IamAccount;
  /** For example `PutRolePolicy`. */
  readonly operation: string;
  readonly parameters: URLSearchParams;
}

/** What a change may be seen at: these names, or, where it names neither a role nor a user, everything of its account. */
export interface ChangedNames {
  readonly roles: readonly string[];
  readonly users: readonly string[];
  /** ARNs of managed policies whose text changes. */
  readonly policies: readonly string[];
  /** It names no role and no user, so those that have the policy, or are in the group, change with it. */
  readonly reachesOthers: boolean;
}

/** What a change is about, from its parameters alone. */
export function changedNames({ account, operation, parameters }: IamChange): ChangedNames {
  const named = (...names: readonly string[]) => names.flatMap((name) => parameters.get(name) ?? []);
  const roles = named("RoleName");
  const users = named("UserName", "NewUserName");
  const namesNobody = roles.length === 0 && users.length === 0;
  // A policy that is new is attached to nobody.
  if (operation === "CreatePolicy") {
    const path = parameters.get("Path") ?? "/";
    const names = named("PolicyName");
    const arns = names.map(
      (name) => `arn:${account.partition}:iam::${account.accountId}:policy${path}${name}`,
    );
    return { roles: [], users: [], policies: arns, reachesOthers: false };
  }
  const isAttachment = /^(?:Attach|Detach)/.test(operation);
  return { roles, users, policies: isAttachment ? [] : named("PolicyArn"), reachesOthers: namesNobody };
}

/** Under which a name of an account is kept; with an empty name, what all keys of the account begin with. */
export function keyInAccount({ partition, accountId }: IamAccount, name: string): string {
  return `${partition}:${accountId}:${name}`;
}
