import { parseArn } from "../aws/arn";
import type { IamAccount } from "../aws/iam";
import type { Link } from "../config/link";
import { boundariesOf } from "../config/parts/boundaries";
import type { SeededPolicy, SeededRole } from "../emulator/iam/seed-iam";

/** Role ARN → policy documents. */
export type DeployRolePolicies = ReadonlyMap<string, readonly object[]>;

/** Every account of the links, once; the first is the lambda account of the first link. */
export function accountsOfLinks(links: readonly Link[]): readonly [IamAccount, ...IamAccount[]] {
  const accounts = new Map<string, IamAccount>();
  for (const { partition, lambdaAccount, redshiftAccount } of links) {
    for (const { id: accountId } of [lambdaAccount, redshiftAccount]) {
      if (!accounts.has(accountId)) accounts.set(accountId, { partition, accountId });
    }
  }
  const [first, ...others] = accounts.values();
  if (first === undefined) throw new Error("there are no links, expected at least one");
  return [first, ...others];
}

/**
 * The deploy roles that the links name, as an organisation would have set them up: the one operator who deploys may
 * assume them.
 *
 * @param policies what they may do. Default, for each that is not in it: AdministratorAccess
 */
export function deployRolesOf(
  links: readonly Link[],
  policies: DeployRolePolicies = new Map(),
): readonly SeededRole[] {
  const arns = links.flatMap(({ lambdaAccount, redshiftAccount }) => [
    lambdaAccount.deployRoleArn,
    redshiftAccount.deployRoleArn,
  ]);
  return [...new Set(arns)].flatMap((arn) => {
    if (arn === undefined) return [];
    const documents = policies.get(arn);
    return [{ arn, ...(documents === undefined ? {} : { policies: documents }) }];
  });
}

/** A role of a link whose permissions boundary has no text in the links file. */
export interface UnknownBoundary {
  /** Link and field, as a reader finds them in the links file. */
  readonly field: string;
  readonly arn: string;
}

/**
 * The permissions boundaries that no local account has: AWS refuses a role with a boundary that does not exist, and the texts of
 * those that are not AWS's own are nobody's to guess.
 */
export function unknownBoundaries(links: readonly Link[]): readonly UnknownBoundary[] {
  const known = new Set(policiesOfLinks(links).map(({ arn }) => arn));
  return links.flatMap((link) =>
    boundariesOf(link)
      .filter(({ arn }) => !known.has(arn) && parseArn(arn)?.accountId !== "aws")
      .map(({ role, arn }) => ({ field: `${role}.permissionsBoundaryArn of link ${link.name}`, arn })),
  );
}

/**
 * The policies that the links name and somebody else writes, with the texts that the links file has of them. Those of AWS are in
 * every local account.
 */
export function policiesOfLinks(links: readonly Link[]): readonly SeededPolicy[] {
  const texts = new Map(links.flatMap(({ policyTexts }) => Object.entries(policyTexts)));
  return [...texts]
    .filter(([arn]) => parseArn(arn)?.accountId !== "aws")
    .map(([arn, document]) => ({ arn, document }));
}

/** The keys of the links' buckets: their owner has them, and no link makes any. */
export function keysOfLinks(links: readonly Link[]): readonly string[] {
  return links.flatMap(({ dataTransfer }) =>
    (dataTransfer?.buckets ?? []).flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []),
  );
}
