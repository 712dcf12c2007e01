import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Construct } from "constructs";
import type { Statement } from "../policies/statement";
import { permissionPolicyDocument } from "./policy-document";

/** An inline policy, and the role that is there already. */
export interface AttachedPolicyProps {
  readonly provider: AwsProvider;
  /** Terraform name of the policy and of its document. */
  readonly address: string;
  /** Name of the role, which nothing here makes. */
  readonly roleName: string;
  /** Unique in the role: IAM replaces a policy of the same name without a word. */
  readonly policyName: string;
  readonly statements: readonly Statement[];
}

/** One inline policy of a role that somebody else makes. What else the role has stays as it is. */
export class AttachedPolicy extends Construct {
  constructor(scope: Construct, id: string, { provider, address, ...props }: AttachedPolicyProps) {
    super(scope, id);
    const policy = new IamRolePolicy(this, "policy", {
      provider,
      name: props.policyName,
      role: props.roleName,
      policy: permissionPolicyDocument(this, address, provider, props.statements).json,
    });
    policy.overrideLogicalId(address);
  }
}
