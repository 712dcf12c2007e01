import { statementsOf, textsOf } from "../../../access/iam/statements";
import type { LinkAccess } from "../../../access/link/link-access";
import { isOfOthers } from "../../../access/terraform/carried/parts-of-others";
import { roleReplacedWith } from "../../../access/terraform/expected-parts/lifecycle";
import type { SynthesizedRole } from "../../../access/terraform/synthesized-stack";
import type { TerraformBlock } from "../../../access/terraform/terraform-stack";
import { isJson } from "../../../aws/json";
import type { Violation } from "./finding";
import {
  BUCKET_ROLE_ADDRESSES,
  COPY_ROLE_ADDRESSES,
  DATA_ROLE_ADDRESSES,
  QUERY_ROLE_ADDRESSES,
  type RoleAddresses,
  roleOfPart,
} from "./link-addresses";
import type { LinkSubject } from "./subject";

/** Whether a role's trust policy names another role itself, which IAM then keeps as its unique id. */
export function trustsExactly({ trust }: SynthesizedRole, { arn }: SynthesizedRole): boolean {
  return statementsOf(trust).some(
    ({ Principal: principal }) => isJson(principal) && textsOf(principal.AWS).includes(arn),
  );
}

/**
 * What belongs to one very role and would outlive it, or is replaced with another one. Only a configuration says so, and no plan
 * tells of it.
 */
export function apartFromTheirRole({ resources, link }: LinkSubject): readonly Violation[] {
  return resources
    .filter(({ ignored }) => !ignored.includes("lifecycle"))
    .flatMap((resource) => {
      const { address, block } = resource;
      const [found, expected] = [roleReplacedWith(block.lifecycle), roleNeededBy(resource, link)];
      if (found === expected) return [];
      return expected === undefined
        ? [{ address, message: `${address} is replaced with ${found}, and in no link it is` }]
        : [
            {
              address,
              message: `${address} is not replaced together with ${expected}: Terraform would leave the new role without it, and report that all is done`,
            },
          ];
    });
}

function roleNeededBy(resource: TerraformBlock, link: LinkAccess): string | undefined {
  const needed = ownRoleNeededBy(resource, link);
  // A role that others own is none of the stack's resources: nothing can be replaced together with it.
  return needed === undefined || isOfOthers(needed) ? undefined : needed;
}

function ownRoleNeededBy({ address, type, name }: TerraformBlock, link: LinkAccess): string | undefined {
  const { queryRole, dataRole, queryFunction, transfer } = link;
  if (address === queryFunction.address || type.startsWith("aws_lambda_")) return queryRole.address;
  if (address === dataRole.address) return trustsExactly(dataRole, queryRole) ? queryRole.address : undefined;
  if (transfer !== undefined && address === transfer.bucketRole.address) {
    const { bucketRole, copyRole } = transfer;
    return trustsExactly(bucketRole, copyRole) ? copyRole.address : undefined;
  }
  if (!type.startsWith("aws_iam_role_")) return undefined;
  const role = roleOfPart(name);
  if (role === undefined) return undefined;
  const ofOthers = new Map<RoleAddresses, string | undefined>([
    [QUERY_ROLE_ADDRESSES, queryRole.address],
    [DATA_ROLE_ADDRESSES, dataRole.address],
    [COPY_ROLE_ADDRESSES, transfer?.copyRole.address],
    [BUCKET_ROLE_ADDRESSES, transfer?.bucketRole.address],
  ]);
  const owner = ofOthers.get(role);
  return owner !== undefined && isOfOthers(owner) ? owner : `aws_iam_role.${role.name}`;
}
