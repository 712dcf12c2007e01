import { GetUserCommand, type IAMClient } from "@aws-sdk/client-iam";
import { type IamAccount, parseIamArn } from "../../aws/iam";
import { globalServiceRegion } from "../../aws/partition";
import { motoIamClient } from "../moto/moto-iam-client";
import { readStoredRole, type StoredRole } from "./stored-role";

/** IAM of all accounts as moto stores it. Roles are remembered until the next write to IAM. */
export class StoredIam {
  private readonly clients = new Map<string, IAMClient>();
  private roles = new Map<string, Promise<StoredRole | undefined>>();

  constructor(private readonly motoSocket: string) {}

  /** The role of this exact ARN, its path included; absent when there is none. */
  role(arn: string): Promise<StoredRole | undefined> {
    return this.remembered(arn, () => this.read(arn));
  }

  /** The role of this name, whatever its path; absent when there is none. */
  roleNamed({ accountId, partition }: IamAccount, name: string): Promise<StoredRole | undefined> {
    return this.remembered(`${partition}:${accountId}:${name}`, () =>
      readStoredRole(this.client(accountId, partition), accountId, name),
    );
  }

  /** `AIDA…` of the user of this exact ARN; absent when there is none. */
  async userId(arn: string): Promise<string | undefined> {
    const parsed = parseIamArn(arn);
    if (parsed?.type !== "user") return undefined;
    const answer = await this.client(parsed.accountId, parsed.partition)
      .send(new GetUserCommand({ UserName: parsed.name }))
      .catch((error: Error) => {
        if (/^NoSuchEntity/.test(error.name)) return undefined;
        throw error;
      });
    return answer?.User?.Arn === arn ? answer.User.UserId : undefined;
  }

  /** IAM of an account as moto has it, for what this class does not keep. Closed with it. */
  reader({ accountId, partition }: IamAccount): IAMClient {
    return this.client(accountId, partition);
  }

  /** Forgets what was read. Called on every write to IAM that passes the emulator. */
  invalidate(): void {
    this.roles = new Map();
  }

  close(): void {
    for (const client of this.clients.values()) client.destroy();
  }

  private remembered(
    key: string,
    read: () => Promise<StoredRole | undefined>,
  ): Promise<StoredRole | undefined> {
    const { roles } = this;
    const known = roles.get(key);
    if (known !== undefined) return known;
    const role = read();
    roles.set(key, role);
    role.catch(() => roles.delete(key));
    return role;
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
