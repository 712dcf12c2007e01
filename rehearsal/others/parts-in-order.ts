import { readFileSync } from "node:fs";
import { join } from "node:path";
import { partsOfOthers } from "../../access/terraform/carried/parts-of-others";
import type { Link } from "../../config/link";
import { makeFunction, makeRole, type Owners, renewTrust, takeFunctionAway, takeRoleAway } from "./owners";

/** A link of which others make parts. */
export interface LinkToStandInFor {
  readonly link: Link;
  /** Folder of its synthesized stack, which tells what others make. */
  readonly stack: { readonly folder: string };
}

/** A part that somebody else makes, and how it comes and goes. */
export interface PartToMake {
  /** In words, for example "query role reporting of account 111111111111". */
  readonly what: string;
  readonly make: () => Promise<void>;
  readonly remove: () => Promise<void>;
  /** What its owner does once a role that its trust policy names was made again. Absent: nothing. */
  readonly renew?: () => Promise<void>;
}

/** The parts of a link that others make, in the order of its hand-off. */
interface PartsInOrder {
  /** What the link's own parts need, and what needs no more than that. */
  readonly before: readonly PartToMake[];
  /** What needs the link's own parts: where the query role is the link's, nothing is made before. */
  readonly after: readonly PartToMake[];
}

/** Whether others make a part of a link. */
export function hasPartsOfOthers({ queryRole, dataRole, function: called }: Link): boolean {
  return [queryRole, dataRole, called].some(({ existing }) => existing !== undefined);
}

/**
 * As the hand-off says: a trust policy can name a role, and a function run as one, that is there.
 *
 * @throws AccessError `unreadable-terraform`
 */
export function partsInOrder({ link, stack }: LinkToStandInFor, owners: Owners): PartsInOrder {
  const json: unknown = JSON.parse(readFileSync(join(stack.folder, "cdk.tf.json"), "utf8"));
  const { queryRole, dataRole, function: called } = partsOfOthers(json);
  const roles = [
    ["query role", queryRole],
    ["data role", dataRole],
  ] as const;
  const made = roles.flatMap(([what, role]) =>
    role === undefined
      ? []
      : [
          {
            what: `${what} ${role.name} of account ${role.accountId}`,
            make: () => makeRole(owners, role),
            remove: () => takeRoleAway(owners, role),
            renew: () => renewTrust(owners, role),
          },
        ],
  );
  const deployed =
    called === undefined
      ? []
      : [
          {
            what: `function ${called.name} of account ${called.accountId}`,
            make: () => makeFunction(owners, called, link),
            remove: () => takeFunctionAway(owners, called),
          },
        ];
  // The data role may name the query role; where that is the link's, it is there after the apply.
  return queryRole === undefined
    ? { before: [], after: [...made, ...deployed] }
    : { before: made, after: deployed };
}
