import type { Progress } from "../../tools/lib/terminal/progress";
import type { Owners } from "./owners";
import { hasPartsOfOthers, type LinkToStandInFor, type PartToMake, partsInOrder } from "./parts-in-order";

/** A link and the accounts that its owners make their parts in. */
interface StandIn extends LinkToStandInFor, Pick<Owners, "isSettling" | "signal"> {
  readonly accounts: Pick<Owners, "url" | "operators">;
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
export function standIn({
  link,
  stack,
  accounts: { url, operators },
  isSettling = false,
  signal,
  progress,
}: StandIn): OwnersWork {
  if (!hasPartsOfOthers(link)) return NOTHING;
  const { before, after } = partsInOrder({ link, stack }, { url, operators, isSettling, signal });
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
