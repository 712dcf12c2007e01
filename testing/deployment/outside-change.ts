import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListRolePoliciesCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import type { Damage } from "./damage";
import type { Deployment } from "./deployment";

/** Changes one role of a deployment as another person would, with the AWS SDK; each can be undone. */
export class RoleChanges {
  constructor(
    private readonly deployment: Deployment,
    private readonly linkName: string,
    private readonly accountId: string,
    private readonly RoleName: string,
  ) {}

  async addInlinePolicy(PolicyName: string, statement: object): Promise<Damage> {
    await this.putInlinePolicy(PolicyName, JSON.stringify({ Version: "2012-10-17", Statement: statement }));
    return { undo: () => this.removeInlinePolicy(PolicyName) };
  }

  async deleteInlinePolicy(PolicyName: string): Promise<Damage> {
    const document = await this.inlinePolicy(PolicyName);
    await this.removeInlinePolicy(PolicyName);
    return { undo: () => this.putInlinePolicy(PolicyName, document) };
  }

  /** The same document with other words for the same thing. */
  async rewriteInlinePolicy(PolicyName: string, rewrite: (document: string) => string): Promise<Damage> {
    const document = await this.inlinePolicy(PolicyName);
    await this.putInlinePolicy(PolicyName, rewrite(document));
    return { undo: () => this.putInlinePolicy(PolicyName, document) };
  }

  async attach(PolicyArn: string): Promise<Damage> {
    await this.iam.send(new AttachRolePolicyCommand({ ...this.role, PolicyArn }));
    return {
      undo: async () => {
        await this.iam.send(new DetachRolePolicyCommand({ ...this.role, PolicyArn }));
      },
    };
  }

  async detach(PolicyArn: string): Promise<Damage> {
    await this.iam.send(new DetachRolePolicyCommand({ ...this.role, PolicyArn }));
    return {
      undo: async () => {
        await this.iam.send(new AttachRolePolicyCommand({ ...this.role, PolicyArn }));
      },
    };
  }

  async bound(PermissionsBoundary: string): Promise<Damage> {
    await this.iam.send(new PutRolePermissionsBoundaryCommand({ ...this.role, PermissionsBoundary }));
    return {
      undo: async () => {
        await this.iam.send(new DeleteRolePermissionsBoundaryCommand(this.role));
      },
    };
  }

  async tag(Key: string, Value: string): Promise<Damage> {
    await this.iam.send(new TagRoleCommand({ ...this.role, Tags: [{ Key, Value }] }));
    return {
      undo: async () => {
        await this.iam.send(new UntagRoleCommand({ ...this.role, TagKeys: [Key] }));
      },
    };
  }

  async trust(rewrite: (trust: string) => string): Promise<Damage> {
    const original = await this.trustPolicy();
    await this.putTrust(rewrite(original));
    return { undo: () => this.putTrust(original) };
  }

  /** Adds a statement to the trust policy. */
  addTrust(statement: object): Promise<Damage> {
    return this.trust((text) => {
      const document = JSON.parse(text);
      return JSON.stringify({ ...document, Statement: [...document.Statement, statement] });
    });
  }

  /** An apply brings it back. */
  async delete(): Promise<Damage> {
    const { PolicyNames = [] } = await this.iam.send(new ListRolePoliciesCommand(this.role));
    for (const name of PolicyNames) await this.removeInlinePolicy(name);
    await this.iam.send(new DeleteRoleCommand(this.role));
    return { undo: async () => void (await this.deployment.apply(this.linkName)) };
  }

  /** The same role again, with its policies: IAM gives it another unique id. */
  async recreate(): Promise<Damage> {
    const trust = await this.trustPolicy();
    const { PolicyNames = [] } = await this.iam.send(new ListRolePoliciesCommand(this.role));
    const policies: [string, string][] = [];
    for (const name of PolicyNames) policies.push([name, await this.inlinePolicy(name)]);
    const { Role } = await this.iam.send(new GetRoleCommand(this.role));
    const undone = await this.delete();
    const description = Role?.Description === undefined ? {} : { Description: Role.Description };
    await this.iam.send(
      new CreateRoleCommand({ ...this.role, ...description, AssumeRolePolicyDocument: trust }),
    );
    for (const [name, document] of policies) await this.putInlinePolicy(name, document);
    return undone;
  }

  private get iam() {
    return this.deployment.iam(this.accountId);
  }

  private get role() {
    return { RoleName: this.RoleName };
  }

  private async trustPolicy(): Promise<string> {
    const { Role } = await this.iam.send(new GetRoleCommand(this.role));
    return decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "");
  }

  private async putTrust(PolicyDocument: string): Promise<void> {
    await this.iam.send(new UpdateAssumeRolePolicyCommand({ ...this.role, PolicyDocument }));
  }

  private async inlinePolicy(PolicyName: string): Promise<string> {
    const found = await this.iam.send(new GetRolePolicyCommand({ ...this.role, PolicyName }));
    return decodeURIComponent(found.PolicyDocument ?? "");
  }

  private async putInlinePolicy(PolicyName: string, PolicyDocument: string): Promise<void> {
    await this.iam.send(new PutRolePolicyCommand({ ...this.role, PolicyName, PolicyDocument }));
  }

  private async removeInlinePolicy(PolicyName: string): Promise<void> {
    await this.iam.send(new DeleteRolePolicyCommand({ ...this.role, PolicyName }));
  }
}
