import type { ResourceChange } from "../lib/terraform";
import { differingAttributes, nameOf, valuesOf } from "./differences";
import type { Difference } from "./finding";
import { shown } from "./masked";

/**
 * What an apply would change although nothing changed outside since the state was last written: a change of the
 * configuration that nobody applied, or one in the account that a refresh took into the state.
 *
 * @param explained addresses that already have a finding
 */
export function notApplied(
  changes: readonly ResourceChange[],
  explained: ReadonlySet<string>,
): readonly Difference[] {
  return changes
    .filter(({ mode, change }) => mode === "managed" && !change.actions.every(isHarmless))
    .filter(({ address }) => !explained.has(address))
    .flatMap((entry) => pendingDifferences(entry, explained.size > 0));
}

function isHarmless(action: string): boolean {
  return action === "no-op" || action === "read";
}

function pendingDifferences(entry: ResourceChange, followsDrift: boolean): readonly Difference[] {
  const { address, type, change } = entry;
  const [actual, declared] = [valuesOf(change.before), valuesOf(change.after)];
  const base = { kind: "not-applied", address } as const;
  if (change.before === null) {
    const summary = `${nameOf(type, declared)} is declared and does not exist`;
    return [{ ...base, summary, before: "declared", after: null, edit: { remove: address } }];
  }
  if (change.after === null) {
    const summary = `${nameOf(type, actual)} exists and is no longer declared`;
    return [{ ...base, summary, before: null, after: "present", edit: { remove: address } }];
  }
  const unknown = valuesOf(change.after_unknown);
  const known = differingAttributes(entry).filter((attribute) => unknown[attribute] === undefined);
  // Something that waits for what drifted elsewhere, for example the ARN of a deleted role, is told there.
  if (known.length === 0 && followsDrift) return [];
  return known.map((attribute) => ({
    ...base,
    attribute,
    summary: `${attribute} of ${nameOf(type, actual)} differs from the configuration`,
    before: shown(attribute, declared[attribute]),
    after: shown(attribute, actual[attribute]),
    edit: { set: address, attribute, value: actual[attribute] },
  }));
}
