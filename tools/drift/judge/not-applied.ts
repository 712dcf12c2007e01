import type { ResourceChange, StateResource } from "../../../access/terraform/plan-json";
import { differingAttributes, nameOf, valuesOf } from "./differences";
import { policyDifferences } from "./exclusive-policies";
import type { Difference } from "./finding";
import { shown } from "./masked";

/**
 * What an apply would change although nothing changed outside since the state was last written: a change of the
 * configuration that nobody applied, or one in the account that a refresh took into the state.
 *
 * @param actual the resources as they are
 */
export function notApplied(
  changes: readonly ResourceChange[],
  actual: readonly StateResource[],
): readonly Difference[] {
  return changes.filter(isPending).flatMap((entry) => {
    if (!/_exclusive$/.test(entry.type) || entry.change.before === null || entry.change.after === null) {
      return pendingDifferences(entry);
    }
    // Seen from the configuration, what is there now came after what is declared.
    const { before, after } = entry.change;
    return policyDifferences(
      { ...entry, change: { ...entry.change, before: after, after: before } },
      actual,
      [],
    );
  });
}

/** The resources as they would be once everything is applied, as far as the plan knows them. */
export function declaredResources(
  changes: readonly ResourceChange[],
  actual: readonly StateResource[],
): readonly StateResource[] {
  const pending = changes.filter(isPending);
  const touched = new Set(pending.map(({ address }) => address));
  return [
    ...actual.filter(({ address }) => !touched.has(address)),
    ...pending
      .filter(({ change }) => change.after !== null)
      .map(({ address, mode, type, change }) => ({
        address,
        mode,
        type,
        name: address.slice(type.length + 1),
        values: { ...valuesOf(change.before), ...valuesOf(change.after) },
      })),
  ];
}

function isPending({ mode, change }: ResourceChange): boolean {
  return mode === "managed" && !change.actions.every(isHarmless);
}

function isHarmless(action: string): boolean {
  return action === "no-op" || action === "read";
}

function pendingDifferences(entry: ResourceChange): readonly Difference[] {
  const { address, type, change } = entry;
  const [actual, declared] = [valuesOf(change.before), valuesOf(change.after)];
  const base = { kind: "not-applied", address } as const;
  if (change.before === null) {
    const summary = `${nameOf(type, declared)} is declared and does not exist`;
    return [{ ...base, summary, before: "declared", after: null, edit: { remove: address } }];
  }
  if (change.after === null) {
    const summary = `${nameOf(type, actual)} exists and is no longer declared`;
    const present = { address, mode: entry.mode, type, name: address.slice(type.length + 1), values: actual };
    return [{ ...base, summary, before: null, after: "present", edit: { add: present } }];
  }
  const unknown = valuesOf(change.after_unknown);
  const known = differingAttributes(entry).filter((attribute) => unknown[attribute] === undefined);
  return known.map((attribute) => ({
    ...base,
    attribute,
    summary: `${attribute} of ${nameOf(type, actual)} differs from the configuration`,
    before: shown(attribute, declared[attribute]),
    after: shown(attribute, actual[attribute]),
    edit: { set: address, attribute, value: actual[attribute] },
  }));
}
