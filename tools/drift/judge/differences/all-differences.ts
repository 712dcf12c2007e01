import type { Plan } from "../../../../access/terraform/plan";
import type { StateResource } from "../../../../access/terraform/plan-json";
import type { Difference } from "./difference";
import { afterChanges, notApplied } from "./not-applied";
import { outsideDifferences } from "./outside";

/** Differences that are seen from one state. */
interface SeenFrom {
  /** The resources of that state. */
  readonly base: readonly StateResource[];
  readonly differences: readonly Difference[];
}

/** What changed outside, seen from the prior state; and what was not applied, seen from the planned one. */
export function allDifferences(plan: Plan): readonly SeenFrom[] {
  const outside = outsideDifferences(plan.drift, plan.refreshed);
  const explained = new Set([
    ...outside.map(({ address }) => address),
    ...plan.drift.filter(({ change }) => change.actions.includes("delete")).map(({ address }) => address),
  ]);
  // A plan that ended early knows too little of what an apply would do.
  const changes = (plan.errored ? [] : plan.changes).filter(
    ({ address }) => !explained.has(address) && !followsOutside(address, outside),
  );
  return [
    { base: plan.prior, differences: outside },
    { base: afterChanges(plan.refreshed, changes), differences: notApplied(changes, plan.refreshed) },
  ];
}

/** An exclusive resource lists the policies whose own resources were deleted: their findings tell it. */
function followsOutside(address: string, outside: readonly Difference[]): boolean {
  const role = /^aws_iam_role_[a-z_]+_exclusive\.(.+)$/.exec(address)?.[1];
  if (role === undefined) return false;
  return outside.some(({ kind, address: other }) => {
    const name = other.slice(other.indexOf(".") + 1);
    return kind === "deleted" && (name === role || name.startsWith(`${role}_`));
  });
}
