import type { Json } from "../../../../aws/json";

/** What comes and goes by itself, or says when a part was made or written: no other part for it. */
const PASSING: readonly string[] = [
  "$metadata",
  ...["State", "StateTransitionReason", "LastProcessingResult", "LastModified"],
  ...["CreationTime", "LastModifiedTime", "creationTime"],
];

/**
 * What an answer of AWS says beside what a part names: all of it, so that nothing of a part can change without being seen.
 *
 * @param named members of the answer that the part has under names of its own
 * @returns nothing to be spread into the part where there is no more
 */
export function whatElse(answer: object, named: readonly string[]): { readonly others?: Json } {
  const others = Object.entries(answer).filter(
    ([name, value]) => value !== undefined && !PASSING.includes(name) && !named.includes(name),
  );
  return others.length === 0 ? {} : { others: Object.fromEntries(others) };
}
