import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  ListRolePoliciesCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  paginateListRolePolicies,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import type { Deployment } from "../deployment";
import type { OutsideChange } from "./outside-change";

async function inlinePolicy(iam: IAMClient, RoleName: string, PolicyName: string): Promise<string> {
  const { PolicyDocument = "" } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
  return decodeURIComponent(PolicyDocument);
}

async function trustPolicy(iam: IAMClient, RoleName: string): Promise<string> {
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  return decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "");
}

/** Writes an inline policy anew. */
export async function rewriteInlinePolicy(
  iam: IAMClient,
  RoleName: string,
  PolicyName: string,
  rewrite: (document: string) => string,
): Promise<OutsideChange> {
  const original = await inlinePolicy(iam, RoleName, PolicyName);
  const put = async (PolicyDocument: string) => {
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
  };
  await put(rewrite(original));
  return { undo: () => put(original) };
}

/** Writes a trust policy anew. */
export async function rewriteTrust(
  iam: IAMClient,
  RoleName: string,
  rewrite: (document: string) => string,
): Promise<OutsideChange> {
  const original = await trustPolicy(iam, RoleName);
  const put = async (PolicyDocument: string) => {
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
  };
  await put(rewrite(original));
  return { undo: () => put(original) };
}

/** Adds an inline policy that nobody declared. */
export async function addPolicy(
  iam: IAMClient,
  RoleName: string,
  PolicyName: string,
  statement: object,
): Promise<OutsideChange> {
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
  return {
    undo: async () => {
      await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    },
  };
}

/** Bounds a role that nobody declared a boundary for. */
export async function boundRole(
  iam: IAMClient,
  RoleName: string,
  PermissionsBoundary: string,
): Promise<OutsideChange> {
  await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));
  return {
    undo: async () => {
      await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
    },
  };
}

/** A role that only Lambda may assume, for trust policies to name. */
export async function createRole(iam: IAMClient, RoleName: string): Promise<void> {
  const trust = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [trust] });
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
}

/** Deletes a role with its inline policies. Only an apply brings it back. */
export async function deleteRole(iam: IAMClient, RoleName: string): Promise<void> {
  for await (const { PolicyNames = [] } of paginateListRolePolicies({ client: iam }, { RoleName })) {
    for (const PolicyName of PolicyNames)
      await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
  }
  await iam.send(new DeleteRoleCommand({ RoleName }));
}

/** Deletes a role with its inline policies. @returns creates it again under the same name, with its trust policy alone */
export async function deleteForNow(iam: IAMClient, RoleName: string): Promise<() => Promise<void>> {
  const AssumeRolePolicyDocument = await trustPolicy(iam, RoleName);
  await deleteRole(iam, RoleName);
  return async () => {
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  };
}

/** Deletes a role and creates it again under the same name, with the same trust policy and no others. */
export async function recreateRole(iam: IAMClient, RoleName: string): Promise<void> {
  const createAgain = await deleteForNow(iam, RoleName);
  await createAgain();
}

/** Changes one role of a deployment as another person would, with the AWS SDK; each can be undone. */
export class RoleChanges {
  constructor(
    private readonly deployment: Deployment,
    private readonly linkName: string,
    private readonly accountId: string,
    private readonly RoleName: string,
  ) {}

  addInlinePolicy(PolicyName: string, statement: object): Promise<OutsideChange> {
    return addPolicy(this.iam, this.RoleName, PolicyName, statement);
  }

  async deleteInlinePolicy(PolicyName: string): Promise<OutsideChange> {
    const document = await inlinePolicy(this.iam, this.RoleName, PolicyName);
    await this.removeInlinePolicy(PolicyName);
    return { undo: () => this.putInlinePolicy(PolicyName, document) };
  }

  /** The same document with other words for the same thing. */
  rewriteInlinePolicy(PolicyName: string, rewrite: (document: string) => string): Promise<OutsideChange> {
    return rewriteInlinePolicy(this.iam, this.RoleName, PolicyName, rewrite);
  }

  async attach(PolicyArn: string): Promise<OutsideChange> {
    await this.iam.send(new AttachRolePolicyCommand({ ...this.role, PolicyArn }));
    return {
      undo: async () => {
        await this.iam.send(new DetachRolePolicyCommand({ ...this.role, PolicyArn }));
      },
    };
  }

  async detach(PolicyArn: string): Promise<OutsideChange> {
    await this.iam.send(new DetachRolePolicyCommand({ ...this.role, PolicyArn }));
    return {
      undo: async () => {
        await this.iam.send(new AttachRolePolicyCommand({ ...this.role, PolicyArn }));
      },
    };
  }

  bound(permissionsBoundary: string): Promise<OutsideChange> {
    return boundRole(this.iam, this.RoleName, permissionsBoundary);
  }

  async tag(Key: string, Value: string): Promise<OutsideChange> {
    await this.iam.send(new TagRoleCommand({ ...this.role, Tags: [{ Key, Value }] }));
    return {
      undo: async () => {
        await this.iam.send(new UntagRoleCommand({ ...this.role, TagKeys: [Key] }));
      },
    };
  }

  trust(rewrite: (trust: string) => string): Promise<OutsideChange> {
    return rewriteTrust(this.iam, this.RoleName, rewrite);
  }

  /** Adds a statement to the trust policy. */
  addTrust(statement: object): Promise<OutsideChange> {
    return this.trust((text) => {
      const document = JSON.parse(text);
      return JSON.stringify({ ...document, Statement: [...document.Statement, statement] });
    });
  }

  /** An apply brings it back. */
  async delete(): Promise<OutsideChange> {
    await deleteRole(this.iam, this.RoleName);
    return { undo: async () => void (await this.deployment.apply(this.linkName)) };
  }

  /** The same role again, with its policies: IAM gives it another unique id. */
  async recreate(): Promise<OutsideChange> {
    const trust = await trustPolicy(this.iam, this.RoleName);
    const { PolicyNames = [] } = await this.iam.send(new ListRolePoliciesCommand(this.role));
    const policies: [string, string][] = [];
    for (const name of PolicyNames) policies.push([name, await inlinePolicy(this.iam, this.RoleName, name)]);
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

  private async putInlinePolicy(PolicyName: string, PolicyDocument: string): Promise<void> {
    await this.iam.send(new PutRolePolicyCommand({ ...this.role, PolicyName, PolicyDocument }));
  }

  private async removeInlinePolicy(PolicyName: string): Promise<void> {
    await this.iam.send(new DeleteRolePolicyCommand({ ...this.role, PolicyName }));
  }
}
