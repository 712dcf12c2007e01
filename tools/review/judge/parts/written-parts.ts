import { textsOf } from "../../../../access/iam/statements";
import { allRolesOf, settingsOf } from "../../../../access/link/link-access";
import { isOfOthers, partsOfOthers } from "../../../../access/terraform/carried/parts-of-others";
import { resourceAt, type TerraformBlock } from "../../../../access/terraform/terraform-stack";
import type { Violation } from "../finding";
import { roleOfPart } from "../link-addresses";
import { trustsExactly } from "../replaced-together";
import type { LinkSubject } from "../subject";

/** What only a configuration says. */
export function writtenParts(subject: LinkSubject): readonly Violation[] {
  const { link, resources, documents } = subject;
  const { dataRole, queryRole } = link;
  const pairs = [[dataRole, queryRole] as const, ...transferPair(link)]
    // Who made one of them before, or makes it after, keeps the order that the hand-off says.
    .filter((pair) => !pair.some(({ address }) => isOfOthers(address)))
    .filter(([role, trusted]) => trustsExactly(role, trusted));
  return [
    ...(regionOf(subject) === settingsOf(link).redshiftRegion
      ? []
      : [
          {
            address: dataRole.address,
            message: "the function calls another region than the data role's provider",
          },
        ]),
    ...[...resources, ...documents].flatMap((part) => [
      ...unknownOrder(part, resources),
      ...otherProvider(part, resources, link.queryFunction.address),
    ]),
    ...pairs
      .filter(
        ([role, trusted]) =>
          !orderOf(resourceAt(subject, role.address)?.block ?? {}).includes(trusted.address),
      )
      .map(([role, trusted]) => ({
        address: role.address,
        message: `${role.address} does not wait for ${trusted.address}, which its trust policy names: IAM refuses it`,
      })),
    ...deployRoles(subject),
  ];
}

function transferPair({ transfer }: LinkSubject["link"]) {
  return transfer === undefined ? [] : [[transfer.bucketRole, transfer.copyRole] as const];
}

/** Where the data role's provider works. Where others make the role, what the stack says of it. */
function regionOf({ link: { dataRole }, json, locate, ...stack }: LinkSubject): string | undefined {
  if (isOfOthers(dataRole.address)) return partsOfOthers(json).dataRole?.region;
  return locate(resourceAt({ ...stack, locate }, dataRole.address)?.block ?? {}).region;
}

function orderOf({ depends_on: order }: TerraformBlock["block"]): readonly string[] {
  return textsOf(order);
}

function unknownOrder(
  { address, block }: TerraformBlock,
  resources: readonly TerraformBlock[],
): readonly Violation[] {
  return orderOf(block)
    .filter((other) => !resources.some((resource) => resource.address === other))
    .map((other) => ({ address, message: `${address} waits for ${other}, which the stack does not have` }));
}

/** What belongs to a role, or to the function, is where that is. */
function otherProvider(
  { address, type, name, block }: TerraformBlock,
  resources: readonly TerraformBlock[],
  functionAddress: string,
): readonly Violation[] {
  const ownerAddress = type.startsWith("aws_lambda_")
    ? functionAddress
    : `aws_iam_role.${type.startsWith("aws_iam_") ? roleOfPart(name)?.name : undefined}`;
  const owner = resources.find((resource) => resource.address === ownerAddress);
  return owner === undefined || owner.block.provider === block.provider
    ? []
    : [{ address, message: `${address} has another provider than ${owner.address}` }];
}

/** A link that deploys itself could change what it may do. */
function deployRoles({ providers, link }: LinkSubject): readonly Violation[] {
  return providers
    .filter(({ deployRoleArn }) => allRolesOf(link).some(({ arn }) => arn === deployRoleArn))
    .map(({ reference }) => ({
      address: `provider.${reference}`,
      message: `provider ${reference} deploys with a role of the link itself`,
    }));
}
