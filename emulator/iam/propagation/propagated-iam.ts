import { type IamAccount, parseIamArn } from "../../../aws/iam";
import type { AwsResponse } from "../../protocol/aws-request";
import type { StoredIam } from "../stored-iam";
import type { StoredRole } from "../stored-role";
import type { StoredUser } from "../stored-user";
import { changedNames, type IamChange, keyInAccount } from "./iam-change";
import { SeenVersions } from "./seen-versions";

/** Versions of one kind of thing, by account and name. */
type Known<T> = Map<
  string,
  { readonly account: IamAccount; readonly name: string; readonly versions: Seen<T> }
>;
type Seen<T> = SeenVersions<T | undefined>;

/**
 * IAM as decisions see it while changes propagate: roles, users and policies as they were before a change, until its delay is
 * over. IAM itself shows every change at once (`StoredIam`). What was never changed through it is seen as it is stored.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency
 */
export class PropagatedIam {
  private readonly roles: Known<StoredRole> = new Map();
  private readonly users: Known<StoredUser> = new Map();
  private readonly policies: Known<unknown> = new Map();
  private isBegun = false;
  private last: Promise<unknown> = Promise.resolve();

  /**
   * @param delayOf milliseconds until decisions see this change
   * @param nowMilliseconds a time that never goes back
   */
  constructor(
    private readonly stored: Pick<StoredIam, "role" | "roleNamed" | "user" | "userNamed" | "managedPolicy">,
    private readonly delayOf: (change: IamChange) => number,
    private readonly nowMilliseconds: () => number = () => performance.now(),
  ) {}

  /** From now on changes take their time. What is written before is seen at once. */
  begin(): void {
    this.isBegun = true;
  }

  /** The role of this exact ARN as it is seen now; absent when none is. */
  async role(arn: string): Promise<StoredRole | undefined> {
    const parsed = parseIamArn(arn);
    const known = parsed?.type === "role" ? this.roles.get(keyInAccount(parsed, parsed.name)) : undefined;
    if (known === undefined) return this.stored.role(arn);
    const role = known.versions.at(this.nowMilliseconds());
    return role?.arn === arn ? role : undefined;
  }

  /** The user of this exact ARN as it is seen now; absent when none is. */
  async user(arn: string): Promise<StoredUser | undefined> {
    const parsed = parseIamArn(arn);
    const known = parsed?.type === "user" ? this.users.get(keyInAccount(parsed, parsed.name)) : undefined;
    if (known === undefined) return this.stored.user(arn);
    const user = known.versions.at(this.nowMilliseconds());
    return user?.arn === arn ? user : undefined;
  }

  /** `AIDA…` of the user of this exact ARN as it is seen now; absent when none is. */
  async userId(arn: string): Promise<string | undefined> {
    return (await this.user(arn))?.id;
  }

  /** The text of a managed policy as it is seen now; absent when none is. */
  async managedPolicy(account: IamAccount, arn: string): Promise<unknown> {
    const known = this.policies.get(keyInAccount(account, arn));
    if (known === undefined) return this.stored.managedPolicy(account, arn);
    return known.versions.at(this.nowMilliseconds());
  }

  /**
   * Writes a change, and keeps what it leaves until it is seen. One after another, so that no version has half of the next change.
   *
   * @param write has the change stored; IAM's answer. A refused one changes nothing
   */
  record(change: IamChange, write: () => Promise<AwsResponse>): Promise<AwsResponse> {
    const recorded = this.last.then(() => this.recordNow(change, write));
    this.last = recorded.catch(() => undefined);
    return recorded;
  }

  private async recordNow(change: IamChange, write: () => Promise<AwsResponse>): Promise<AwsResponse> {
    const { account } = change;
    const names = changedNames(change);
    const others = names.reachesOthers;
    const { stored } = this;
    const keep = [
      await keeper(this.roles, account, names.roles, others, (name) => stored.roleNamed(account, name)),
      await keeper(this.users, account, names.users, others, (name) => stored.userNamed(account, name)),
      await keeper(this.policies, account, names.policies, false, (arn) =>
        stored.managedPolicy(account, arn),
      ),
    ];
    const answer = await write();
    if (answer.status >= 400) return answer;
    const fromMilliseconds = this.nowMilliseconds() + (this.isBegun ? this.delayOf(change) : 0);
    for (const keepNew of keep) await keepNew(fromMilliseconds);
    return answer;
  }
}

/** Remembers what is there before a change; the function that it returns, what is there after it. */
async function keeper<T>(
  known: Known<T>,
  account: IamAccount,
  names: readonly string[],
  reachesOthers: boolean,
  read: (name: string) => Promise<T | undefined>,
): Promise<(fromMilliseconds: number) => Promise<void>> {
  for (const name of names) {
    const key = keyInAccount(account, name);
    if (!known.has(key)) known.set(key, { account, name, versions: new SeenVersions(await read(name)) });
  }
  const keys = new Set(names.map((name) => keyInAccount(account, name)));
  const changed = [...known].filter(([key, { account: owner }]) =>
    reachesOthers ? keyInAccount(owner, "") === keyInAccount(account, "") : keys.has(key),
  );
  return async (fromMilliseconds) => {
    for (const [, { name, versions }] of changed) versions.add(await read(name), fromMilliseconds);
  };
}
