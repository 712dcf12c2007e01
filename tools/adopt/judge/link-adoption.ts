import type { Adoption } from "./adoption";
import type { OlderState } from "./older-states";

/** Why nothing is written for a link until somebody has decided. */
type Stop =
  /** What exists would be destroyed and made again. */
  | "replaced"
  /** AWS would refuse what the apply changes. */
  | "unchangeable"
  /** Another state holds what the import would take over. */
  | "in-another-state";

/** What was found for one link. */
export interface LinkAdoption extends Adoption {
  readonly link: string;
  /** Of the link. Absent: none. */
  readonly environment?: string;
  readonly olderStates: readonly OlderState[];
  /** Empty: what can be taken over can be taken over now. */
  readonly stops: readonly Stop[];
  /** File with import blocks that was written, from the project's folder. */
  readonly wrote?: string;
  /** File with import blocks of which all are done, and that was removed. */
  readonly removedFile?: string;
}

/** What stands in the way of what was found. */
export function outcomeOf(
  adoption: Adoption,
  older: readonly OlderState[],
): Omit<LinkAdoption, "link" | "environment" | "wrote" | "removedFile"> {
  const isHeldElsewhere = older.some(({ isOfTheseParts }) => isOfTheseParts);
  return {
    ...adoption,
    olderStates: older,
    stops: [
      ...(adoption.replaced.length > 0 ? (["replaced"] as const) : []),
      ...(adoption.unchangeable.length > 0 ? (["unchangeable"] as const) : []),
      ...(isHeldElsewhere && adoption.imports.length > 0 ? (["in-another-state"] as const) : []),
    ],
  };
}

/** Whether somebody has to decide something before this link's parts are taken over. */
export function isStopped({ stops }: LinkAdoption): boolean {
  return stops.length > 0;
}
