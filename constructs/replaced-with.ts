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

/** What cdktf writes of a {@link replacedWith} in HCL, up to the end of its list. */
const REPLACED_WITH = /(?<=\breplace_triggered_by = \[)[^\]]*/g;

/**
 * A stack's HCL, with the addresses of {@link replacedWith} as Terraform reads them: cdktf writes them as strings, which only
 * Terraform's JSON takes.
 */
export function withReplacementAddresses(hcl: string): string {
  return hcl.replaceAll(REPLACED_WITH, (addresses) => addresses.replaceAll('"', ""));
}
