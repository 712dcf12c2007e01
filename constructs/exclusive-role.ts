import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePoliciesExclusive } from "@cdktf/provider-aws/lib/iam-role-policies-exclusive";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { IamRolePolicyAttachmentsExclusive } from "@cdktf/provider-aws/lib/iam-role-policy-attachments-exclusive";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Construct } from "constructs";
import type { Statement, TrustStatement } from "../policies/statement";
import { permissionPolicyDocument, trustPolicyDocument } from "./policy-document";
import { replacedWith } from "./replaced-with";

/** A role, and every policy that it may have. */
export interface ExclusiveRoleProps {
  readonly provider: AwsProvider;
  /** Terraform name of the role; its parts derive theirs from it. Renaming it replaces the role. */
  readonly address: string;
  readonly roleName: string;
  /** IAM path, starting and ending with a slash. */
  readonly path: string;
  readonly description: string;
  readonly trust: readonly TrustStatement[];
  /** Inline policies: name → statements. */
  readonly inlinePolicies: Readonly<Record<string, readonly Statement[]>>;
  /**
   * ARNs of managed policies to attach.
   *
   * @default - none
   */
  readonly managedPolicyArns?: readonly string[];
  /**
   * Managed policy that bounds what the role can ever do.
   *
   * @default - no boundary
   */
  readonly permissionsBoundaryArn?: string;
  /**
   * Role that the trust policy names exactly. It is created first, because IAM refuses the name of a role that does not exist;
   * and this role is replaced with it, because IAM keeps the unique id of the one that was there, which trusts nobody later.
   *
   * @default - the trust policy names no role of this stack
   */
  readonly trustedRole?: IamRole;
}

/**
 * A role that has exactly the policies written here: whatever someone adds by hand, inline or attached, shows up
 * as drift and is taken away by the next apply. Its parts are replaced with it.
 */
export class ExclusiveRole extends Construct {
  readonly role: IamRole;
  /** The inline policies, by name. */
  readonly policies: ReadonlyMap<string, IamRolePolicy>;

  constructor(scope: Construct, id: string, props: ExclusiveRoleProps) {
    super(scope, id);
    this.role = this.createRole(props);
    this.policies = this.addInlinePolicies(props);
    this.attachManagedPolicies(props);
  }

  private createRole(props: ExclusiveRoleProps): IamRole {
    const { provider, address, permissionsBoundaryArn, trustedRole } = props;
    const role = new IamRole(this, "role", {
      provider,
      name: props.roleName,
      path: props.path,
      description: props.description,
      assumeRolePolicy: trustPolicyDocument(this, `${address}_trust`, provider, props.trust).json,
      ...(permissionsBoundaryArn === undefined ? {} : { permissionsBoundary: permissionsBoundaryArn }),
      ...(trustedRole === undefined
        ? {}
        : { dependsOn: [trustedRole], lifecycle: replacedWith(trustedRole) }),
    });
    role.overrideLogicalId(address);
    return role;
  }

  private addInlinePolicies({ provider, address, inlinePolicies }: ExclusiveRoleProps) {
    const policies = Object.entries(inlinePolicies).map(([name, statements]): [string, IamRolePolicy] => {
      const policyAddress = `${address}_${name.replaceAll("-", "_")}`;
      const policy = new IamRolePolicy(this, name, {
        provider,
        name,
        role: this.role.name,
        policy: permissionPolicyDocument(this, policyAddress, provider, statements).json,
        lifecycle: replacedWith(this.role),
      });
      policy.overrideLogicalId(policyAddress);
      return [name, policy];
    });
    const exclusive = new IamRolePoliciesExclusive(this, "policies-exclusive", {
      provider,
      roleName: this.role.name,
      policyNames: policies.map(([, policy]) => policy.name),
      lifecycle: replacedWith(this.role),
    });
    exclusive.overrideLogicalId(address);
    return new Map(policies);
  }

  private attachManagedPolicies({ provider, address, managedPolicyArns = [] }: ExclusiveRoleProps): void {
    const attachments = managedPolicyArns.map((policyArn) => {
      const name = policyArn.slice(policyArn.lastIndexOf("/") + 1);
      const attachment = new IamRolePolicyAttachment(this, `attach-${name}`, {
        provider,
        role: this.role.name,
        policyArn,
        lifecycle: replacedWith(this.role),
      });
      attachment.overrideLogicalId(`${address}_${name}`);
      return attachment;
    });
    const exclusive = new IamRolePolicyAttachmentsExclusive(this, "attachments-exclusive", {
      provider,
      roleName: this.role.name,
      policyArns: attachments.map((attachment) => attachment.policyArn),
      lifecycle: replacedWith(this.role),
    });
    exclusive.overrideLogicalId(address);
  }
}
