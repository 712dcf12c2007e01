import type { Plan } from "../../../../access/terraform/plan";
import type { ResourceChange, StateResource } from "../../../../access/terraform/plan-json";
import { orUnknown } from "../or-unknown";
import type { Difference } from "./difference";
import { afterChanges, notApplied } from "./not-applied";
import { outsideDifferences } from "./outside";
import { codeDifferences } from "./running-code";
import { sameMeaning } from "./same-meaning";
import { unexpectedDifferences } from "./unexpected";

/** Differences that are seen from one state. */
interface SeenFrom {
  /** The resources of that state. */
  readonly base: readonly StateResource[];
  readonly differences: readonly Difference[];
}

/**
 * What changed outside, seen from the prior state, and beside it what no comparison of two states tells, because both have it
 * already; and what was not applied, seen from the planned state.
 */
export function allDifferences(plan: Plan): readonly SeenFrom[] {
  const outside = outsideDifferences(plan.drift, plan.refreshed);
  const gone = new Set(
    plan.drift.filter(({ change }) => change.actions.includes("delete")).map(({ address }) => address),
  );
  // A plan that ended early knows too little of what an apply would do.
  const changes = (plan.errored ? [] : plan.changes).filter(
    ({ address }) => !gone.has(address) && !followsOutside(address, outside),
  );
  const pending = notApplied(changes, plan.refreshed).filter(
    (difference) => !isTold(difference, outside, changes, plan.prior),
  );
  const code = codeDifferences(plan);
  const told = new Set([...outside, ...pending, ...code].map(placeOf));
  const unexpected = orUnknown(() => unexpectedDifferences(plan));
  const lasting = ("value" in unexpected ? unexpected.value : []).filter(
    (difference) => !told.has(placeOf(difference)),
  );
  return [
    { base: plan.prior, differences: [...outside, ...code, ...lasting] },
    { base: afterChanges(plan.refreshed, changes), differences: pending },
  ];
}

function placeOf({ address, attribute }: Difference): string {
  return `${address} ${attribute}`;
}

/**
 * Is it what changed outside, and would an apply put back just what was there before? What a refresh took into the state before
 * that is another difference of the same attribute.
 */
function isTold(
  pending: Difference,
  outside: readonly Difference[],
  changes: readonly ResourceChange[],
  prior: readonly StateResource[],
): boolean {
  const { address, attribute, edit } = pending;
  const same = outside.filter((other) => placeOf(other) === placeOf(pending));
  if (attribute === undefined || "add" in edit) return same.some(({ after }) => after === pending.after);
  const was = prior.find((resource) => resource.address === address)?.values[attribute];
  const declared = changes.find((entry) => entry.address === address)?.change.after?.[attribute];
  return same.length > 0 && sameMeaning(attribute, was, declared);
}

/** An exclusive resource lists the policies whose own resources were deleted: their findings tell it. */
function followsOutside(address: string, outside: readonly Difference[]): boolean {
  const role = /^aws_iam_role_[a-z_]+_exclusive\.(.+)$/.exec(address)?.[1];
  if (role === undefined) return false;
  return outside.some(({ kind, address: other }) => {
    // A parameter that says the role's ARN is named after the role, and none of its parts.
    const name = /^aws_iam_role[a-z_]*\.(.+)$/.exec(other)?.[1];
    return kind === "deleted" && (name === role || name?.startsWith(`${role}_`) === true);
  });
}
