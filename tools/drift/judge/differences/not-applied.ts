import { type ResourceChange, resourceOf, type StateResource } from "../../../../access/terraform/plan-json";
import type { Difference } from "./difference";
import { differingAttributes } from "./differing-attributes";
import { policyDifferences } from "./exclusive-policies";
import { nameOf } from "./resource-name";
import { shown } from "./shown-value";

/**
 * What an apply would change although nothing changed outside since the state was last written: a change of the
 * configuration that nobody applied, or one in the account that a refresh took into the state.
 *
 * @param refreshed the resources as they are
 */
export function notApplied(
  changes: readonly ResourceChange[],
  refreshed: readonly StateResource[],
): readonly Difference[] {
  return changes.filter(isPending).flatMap((entry) => {
    if (!/_exclusive$/.test(entry.type) || entry.change.before === null || entry.change.after === null) {
      return pendingDifferences(entry);
    }
    // Seen from the configuration, what is there now came after what is declared.
    const { before, after } = entry.change;
    return policyDifferences(
      { ...entry, change: { ...entry.change, before: after, after: before } },
      refreshed,
      [],
    );
  });
}

/** The resources as they will be after an apply of these changes, as far as the plan knows them. */
export function afterChanges(
  refreshed: readonly StateResource[],
  changes: readonly ResourceChange[],
): readonly StateResource[] {
  const pending = changes.filter(isPending);
  const touched = new Set(pending.map(({ address }) => address));
  return [
    ...refreshed.filter(({ address }) => !touched.has(address)),
    ...pending.flatMap((entry) => {
      const { before, after } = entry.change;
      return after === null ? [] : [resourceOf(entry, { ...before, ...after })];
    }),
  ];
}

function isPending({ mode, change }: ResourceChange): boolean {
  return mode === "managed" && !change.actions.every((action) => action === "no-op" || action === "read");
}

function pendingDifferences(entry: ResourceChange): readonly Difference[] {
  const { address, type, change } = entry;
  const [refreshed, planned] = [change.before ?? {}, change.after ?? {}];
  const base = { kind: "not-applied", address } as const;
  if (change.before === null) {
    const summary = `${nameOf(type, planned)} is declared and does not exist`;
    return [{ ...base, summary, before: "declared", after: null, edit: { remove: address } }];
  }
  if (change.after === null) {
    const summary = `${nameOf(type, refreshed)} exists and is no longer declared`;
    return [
      { ...base, summary, before: null, after: "present", edit: { add: resourceOf(entry, refreshed) } },
    ];
  }
  const known = differingAttributes(entry).filter(
    (attribute) => change.after_unknown[attribute] === undefined,
  );
  return known.map((attribute) => ({
    ...base,
    attribute,
    summary: `${attribute} of ${nameOf(type, refreshed)} differs from the configuration`,
    before: shown(attribute, planned[attribute]),
    after: shown(attribute, refreshed[attribute]),
    edit: { set: address, attribute, value: refreshed[attribute] },
  }));
}
