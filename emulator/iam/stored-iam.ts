import type { IAMClient } from "@aws-sdk/client-iam";
import { findManagedPolicy } from "../../access/iam/iam-role";
import { accountOf } from "../../aws/arn";
import { type IamAccount, parseIamArn } from "../../aws/iam";
import { globalServiceRegion } from "../../aws/partition";
import { motoIamClient } from "../moto/moto-iam-client";
import { readStoredRole, type StoredRole } from "./stored-role";
import { readStoredUser, type StoredUser } from "./stored-user";

/** IAM of all accounts as moto stores it. Roles and users are remembered until the next write to IAM. */
export class StoredIam {
  private readonly clients = new Map<string, IAMClient>();
  private roles = new Map<string, Promise<StoredRole | undefined>>();
  private users = new Map<string, Promise<StoredUser | undefined>>();

  constructor(private readonly motoSocket: string) {}

  /** The role of this exact ARN, its path included; absent when there is none. */
  role(arn: string): Promise<StoredRole | undefined> {
    return remembered(this.roles, arn, () => this.read(arn));
  }

  /** The role of this name, whatever its path; absent when there is none. */
  roleNamed({ accountId, partition }: IamAccount, name: string): Promise<StoredRole | undefined> {
    return remembered(this.roles, `${partition}:${accountId}:${name}`, () =>
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
    return remembered(this.users, `${partition}:${accountId}:${name}`, () =>
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

  /** Forgets what was read. Called on every write to IAM that passes the emulator. */
  invalidate(): void {
    this.roles = new Map();
    this.users = new Map();
  }

  close(): void {
    for (const client of this.clients.values()) client.destroy();
  }

  private async read(arn: string): Promise<StoredRole | undefined> {
    const parsed = parseIamArn(arn);
    if (parsed?.type !== "role") return undefined;
    const { accountId, partition, name } = parsed;
    const role = await this.roleNamed({ accountId, partition }, name);
    return role?.arn === arn ? role : undefined;
  }

  private client(accountId: string, partition: string): IAMClient {
    const key = `${partition}:${accountId}`;
    const known = this.clients.get(key);
    if (known !== undefined) return known;
    const client = motoIamClient({
      socket: this.motoSocket,
      accountId,
      region: globalServiceRegion(partition),
    });
    this.clients.set(key, client);
    return client;
  }
}

function remembered<T>(known: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
  const before = known.get(key);
  if (before !== undefined) return before;
  const reading = read();
  known.set(key, reading);
  reading.catch(() => known.delete(key));
  return reading;
}
