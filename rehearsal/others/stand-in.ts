import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type PartsOfOthers,
  partsOfOthers,
  type RoleOfOthers,
} from "../../access/terraform/carried/parts-of-others";
import type { Link } from "../../config/link";
import type { Progress } from "../../tools/lib/terminal/progress";
import { makeFunction, makeRole, type Owners, takeFunctionAway, takeRoleAway } from "./owners";

/** A part that somebody else makes, and how it comes and goes. */
interface PartToMake {
  /** In words, for example "query role reporting of account 111111111111". */
  readonly what: string;
  readonly make: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** A link and the accounts that its owners make their parts in. */
interface StandIn {
  readonly link: Link;
  /** Folder of its synthesized stack, which tells what others make. */
  readonly stack: { readonly folder: string };
  readonly accounts: Owners;
  readonly progress: Pick<Progress, "step">;
}

/** What others make around the apply of a link, in the order of its hand-off. */
export interface OwnersWork {
  beforeApply(): Promise<void>;
  afterApply(): Promise<void>;
  /** Takes away what was made after the apply. */
  beforeDestroy(): Promise<void>;
  /** Takes away the rest, of which the link had put something on. */
  afterDestroy(): Promise<void>;
}

const NOTHING: OwnersWork = {
  beforeApply: async () => undefined,
  afterApply: async () => undefined,
  beforeDestroy: async () => undefined,
  afterDestroy: async () => undefined,
};

/**
 * Stands in for the owners of the parts that a link does not make: it makes them as its stack tells them, by the administrators of
 * their accounts, and takes them away in the end.
 */
export function standIn({ link, stack, accounts, progress }: StandIn): OwnersWork {
  const { queryRole, dataRole, function: called, dataTransfer } = link;
  const { copyRole, bucketRole } = dataTransfer ?? {};
  const parts = [queryRole, dataRole, copyRole, bucketRole, called];
  if (parts.every((part) => part?.existing === undefined)) return NOTHING;
  const json: unknown = JSON.parse(readFileSync(join(stack.folder, "cdk.tf.json"), "utf8"));
  const { before, after } = inOrder(partsOfOthers(json), accounts, link);
  const all = (title: string, parts: readonly PartToMake[], work: (part: PartToMake) => Promise<void>) =>
    parts.length === 0
      ? Promise.resolve()
      : progress.step(
          `${title} ${parts.map(({ what }) => what).join(", ")}`,
          async () => {
            for (const part of parts) await work(part);
          },
          () => "done",
        );
  const makes = "in the place of their owners make";
  const removes = "in the place of their owners remove";
  return {
    beforeApply: () => all(makes, before, ({ make }) => make()),
    afterApply: () => all(makes, after, ({ make }) => make()),
    beforeDestroy: () => all(removes, after.toReversed(), ({ remove }) => remove()),
    afterDestroy: () => all(removes, before.toReversed(), ({ remove }) => remove()),
  };
}

/** As the hand-off says: a trust policy can name a role, and a function run as one, that is there. */
function inOrder(
  { queryRole, dataRole, copyRole, bucketRole, function: called }: PartsOfOthers,
  owners: Owners,
  link: Link,
): { readonly before: readonly PartToMake[]; readonly after: readonly PartToMake[] } {
  const made = (what: string, role: RoleOfOthers | undefined): readonly PartToMake[] =>
    role === undefined
      ? []
      : [
          {
            what: `${what} ${role.name} of account ${role.accountId}`,
            make: () => makeRole(owners, role),
            remove: () => takeRoleAway(owners, role),
          },
        ];
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
  // The data role may name the query role, and the bucket role the copy role; where that is the link's, it is there after the apply.
  const [ofData, ofBucket] = [made("data role", dataRole), made("bucket role", bucketRole)];
  return {
    before: [
      ...(queryRole === undefined ? [] : [...made("query role", queryRole), ...ofData]),
      ...(copyRole === undefined ? [] : [...made("copy role", copyRole), ...ofBucket]),
    ],
    after: [
      ...(queryRole === undefined ? ofData : []),
      ...(copyRole === undefined ? ofBucket : []),
      ...deployed,
    ],
  };
}
