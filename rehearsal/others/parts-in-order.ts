import { readFileSync } from "node:fs";
import { join } from "node:path";
import { partsOfOthers, type RoleOfOthers } from "../../access/terraform/carried/parts-of-others";
import { roleArn } from "../../aws/iam";
import type { Link } from "../../config/link";
import { makeFunction, makeRole, type Owners, renewTrust, takeFunctionAway, takeRoleAway } from "./owners";

/** A link of which others make parts. */
export interface LinkToStandInFor {
  readonly link: Link;
  /** Folder of its synthesized stack, which tells what others make. */
  readonly stack: { readonly folder: string };
}

/** A role that a link makes itself. */
interface OwnRole {
  readonly name: string;
  readonly arn: string;
}

/** A part that somebody else makes, and how it comes and goes. */
export interface PartToMake {
  /** In words, for example "query role reporting of account 111111111111". */
  readonly what: string;
  /** Role of the link that has to be there before. Absent: none. */
  readonly needs?: OwnRole | undefined;
  readonly make: () => Promise<void>;
  readonly remove: () => Promise<void>;
  /** What its owner does once a role that its trust policy names was made again. Absent: nothing. */
  readonly renew?: () => Promise<void>;
}

/** The parts of a link that others make, in the order of its hand-off. */
interface PartsInOrder {
  /** What the link's own parts need, and what needs no more than that. */
  readonly before: readonly PartToMake[];
  /** What needs the link's own parts, and the function, which is asked then. */
  readonly after: readonly PartToMake[];
}

/** Whether others make a part of a link. */
export function hasPartsOfOthers({ queryRole, dataRole, function: called, dataTransfer }: Link): boolean {
  return [queryRole, dataRole, called, dataTransfer?.copyRole, dataTransfer?.bucketRole].some(
    (part) => part?.existing !== undefined,
  );
}

/**
 * As the hand-off says: a trust policy can name a role, and a function run as one, that is there.
 *
 * @throws AccessError `unreadable-terraform`
 */
export function partsInOrder({ link, stack }: LinkToStandInFor, owners: Owners): PartsInOrder {
  const json: unknown = JSON.parse(readFileSync(join(stack.folder, "cdk.tf.json"), "utf8"));
  const { queryRole, dataRole, copyRole, bucketRole, function: called } = partsOfOthers(json);
  const made = (what: string, role: RoleOfOthers | undefined, needs?: OwnRole): readonly PartToMake[] =>
    role === undefined
      ? []
      : [
          {
            what: `${what} ${role.name} of account ${role.accountId}`,
            needs,
            make: () => makeRole(owners, role),
            remove: () => takeRoleAway(owners, role),
            renew: () => renewTrust(owners, role),
          },
        ];
  const ofQuery = ownRole(link, link.lambdaAccount.id, link.queryRole);
  const roles = [
    ...made("query role", queryRole),
    // Its trust policy may name the query role.
    ...made("data role", dataRole, ofQuery),
    ...made("copy role", copyRole),
    // Its trust policy names the copy role.
    ...made("bucket role", bucketRole, ownRole(link, link.redshiftAccount.id, link.dataTransfer?.copyRole)),
  ];
  const deployed =
    called === undefined
      ? []
      : [
          {
            what: `function ${called.name} of account ${called.accountId}`,
            needs: ofQuery,
            make: () => makeFunction(owners, called, link),
            remove: () => takeFunctionAway(owners, called),
          },
        ];
  return {
    before: roles.filter(({ needs }) => needs === undefined),
    after: [...roles.filter(({ needs }) => needs !== undefined), ...deployed],
  };
}

function ownRole(
  { partition }: Link,
  accountId: string,
  role: Link["queryRole"] | undefined,
): OwnRole | undefined {
  if (role === undefined || role.existing !== undefined) return undefined;
  const { path, name } = role;
  return { name, arn: roleArn({ partition, accountId, path, name }) };
}
