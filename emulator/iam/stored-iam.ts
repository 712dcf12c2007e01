import type { IAMClient } from "@aws-sdk/client-iam";
import { findManagedPolicy } from "../../access/iam/iam-role";
import { accountOf } from "../../aws/arn";
import { type IamAccount, parseIamArn } from "../../aws/iam";
import { changedNames, type IamChange, keyInAccount } from "./propagation/iam-change";
import { readStoredRole, type StoredRole } from "./stored-role";
import { readStoredUser, type StoredUser } from "./stored-user";

/** IAM of all accounts as moto stores it. Roles and users are remembered until something is written that may change them. */
export class StoredIam {
  private readonly clients = new Map<string, IAMClient>();
  /** By {@link keyInAccount}, as the next. */
  private readonly roles = new Map<string, Promise<StoredRole | undefined>>();
  private readonly users = new Map<string, Promise<StoredUser | undefined>>();

  /** @param open a client of an account's IAM as moto has it, closed with this */
  constructor(private readonly open: (account: IamAccount) => IAMClient) {}

  /** The role of this exact ARN, its path included; absent when there is none. */
  async role(arn: string): Promise<StoredRole | undefined> {
    const parsed = parseIamArn(arn);
    if (parsed?.type !== "role") return undefined;
    const role = await this.roleNamed(parsed, parsed.name);
    return role?.arn === arn ? role : undefined;
  }

  /** The role of this name, whatever its path; absent when there is none. */
  roleNamed({ accountId, partition }: IamAccount, name: string): Promise<StoredRole | undefined> {
    return remembered(this.roles, keyInAccount({ accountId, partition }, name), () =>
      readStoredRole(this.client(accountId, partition), accountId, name),
    );
  }

  /** The user of this exact ARN; absent when there is none. */
  async user(arn: string): Promise<StoredUser | undefined> {
    const parsed = parseIamArn(arn);
    if (parsed?.type !== "user") return undefined;
    const user = await this.userNamed(parsed, parsed.name);
    return user?.arn === arn ? user : undefined;
  }

  /** The user of this name, whatever its path; absent when there is none. */
  userNamed({ accountId, partition }: IamAccount, name: string): Promise<StoredUser | undefined> {
    return remembered(this.users, keyInAccount({ accountId, partition }, name), () =>
      readStoredUser(this.client(accountId, partition), name),
    );
  }

  /** `AIDA…` of the user of this exact ARN; absent when there is none. */
  async userId(arn: string): Promise<string | undefined> {
    return (await this.user(arn))?.id;
  }

  /** The text of a managed policy, of the account or of AWS, decoded; absent when there is none. */
  async managedPolicy({ accountId, partition }: IamAccount, arn: string): Promise<unknown> {
    const owner = accountOf(arn);
    if (owner !== accountId && owner !== "aws") return undefined;
    return findManagedPolicy(this.client(accountId, partition), arn);
  }

  /** IAM of an account as moto has it, for what this class does not keep. Closed with it. */
  reader({ accountId, partition }: IamAccount): IAMClient {
    return this.client(accountId, partition);
  }

  /** Forgets what a change may be seen at. Called after every write to IAM that passes the emulator, also a refused one. */
  forget(change: IamChange): void {
    const { roles, users, policies, reachesOthers } = changedNames(change);
    // A policy that is new, too: the boundary of some role may name one that was gone.
    const isSeenAnywhere = reachesOthers || policies.length > 0;
    forgetNamed(this.roles, change.account, isSeenAnywhere ? "everything" : roles);
    forgetNamed(this.users, change.account, isSeenAnywhere ? "everything" : users);
  }

  close(): void {
    for (const client of this.clients.values()) client.destroy();
  }

  private client(accountId: string, partition: string): IAMClient {
    const key = keyInAccount({ accountId, partition }, "");
    const known = this.clients.get(key);
    if (known !== undefined) return known;
    const client = this.open({ accountId, partition });
    this.clients.set(key, client);
    return client;
  }
}

function remembered<T>(known: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
  const before = known.get(key);
  if (before !== undefined) return before;
  const reading = read();
  known.set(key, reading);
  reading.catch(() => {
    // Forgotten and read again meanwhile.
    if (known.get(key) === reading) known.delete(key);
  });
  return reading;
}

function forgetNamed(
  known: Map<string, unknown>,
  account: IamAccount,
  names: readonly string[] | "everything",
): void {
  const keys =
    names === "everything"
      ? [...known.keys()].filter((key) => key.startsWith(keyInAccount(account, "")))
      : names.map((name) => keyInAccount(account, name));
  for (const key of keys) known.delete(key);
}
