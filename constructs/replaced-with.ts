import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { TerraformResourceLifecycle } from "cdktf";

/**
 * The lifecycle of what belongs to one very role, not to whichever role has its name: Terraform knows a part by the role's name
 * or ARN, which a replaced role keeps, and would leave the new role without it. The unique id is never kept.
 */
export function replacedWith(role: IamRole): TerraformResourceLifecycle {
  // Terraform takes an address here, and no expression.
  return { replaceTriggeredBy: [`${role.terraformResourceType}.${role.friendlyUniqueId}.unique_id`] };
}
