import type { PlanJson } from "../../../access/terraform/plan-json";
import type { Difference } from "./finding";

/** What puts a difference right, from what an apply of the plan would do. */
export function repairOf({ kind, address, attribute }: Difference, plan: PlanJson): string {
  if (kind === "recreated") {
    return "nothing on the role itself: its policies and whatever trusted the old one have findings of their own";
  }
  if (kind === "not-applied") {
    return "read the plan, then apply it; if the account is right and the configuration is not, change the configuration";
  }
  if (plan.errored === true) {
    return "not known: the plan that would say so ended early";
  }
  const change = plan.resource_changes?.find((candidate) => candidate.address === address)?.change;
  if (change !== undefined && repairs(change, attribute)) return "the next apply puts it back";
  if (kind === "code") {
    return `no plan shows it, so the next apply leaves it: apply with -replace=${address}`;
  }
  return "the next apply leaves it as it is, because the configuration does not set it: change it back by hand";
}

function repairs(
  change: NonNullable<PlanJson["resource_changes"]>[number]["change"],
  attribute: string | undefined,
): boolean {
  if (change.actions.includes("create")) return true;
  if (!change.actions.includes("update") || attribute === undefined) return false;
  const [before, after] = [change.before, change.after] as readonly Readonly<Record<string, unknown>>[];
  return JSON.stringify(before?.[attribute]) !== JSON.stringify(after?.[attribute]);
}
