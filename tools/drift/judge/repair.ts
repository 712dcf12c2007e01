import type { Plan } from "../../../access/terraform/plan";
import type { ResourceChange } from "../../../access/terraform/plan-json";
import type { Difference } from "./differences/difference";

/** What puts a difference right, from what an apply of the plan would do. */
export function repairOf(
  { kind, address, attribute }: Pick<Difference, "kind" | "address" | "attribute">,
  plan: Pick<Plan, "errored" | "changes">,
): string {
  if (kind === "recreated") {
    return "nothing on the role itself: its policies and whatever trusted the old one have findings of their own";
  }
  if (kind === "not-applied") {
    return "read the plan, then apply it; if the account is right and the configuration is not, change the configuration";
  }
  if (plan.errored) return "not known: the plan that would say so ended early";
  const entry = plan.changes.find((candidate) => candidate.address === address);
  if (entry !== undefined && repairs(entry.change, attribute)) return "the next apply puts it back";
  if (kind === "code") {
    return `no plan shows it, so the next apply leaves it: npm run synth, then terraform apply -replace=${address} in the stack's folder below cdktf.out/stacks`;
  }
  if (kind === "unexpected") return "no plan shows it, so the next apply leaves it: change it back by hand";
  return "the next apply leaves it as it is, because the configuration does not set it: change it back by hand";
}

function repairs(
  { actions, before, after }: ResourceChange["change"],
  attribute: string | undefined,
): boolean {
  if (actions.includes("create")) return true;
  if (!actions.includes("update") || attribute === undefined) return false;
  return JSON.stringify(before?.[attribute]) !== JSON.stringify(after?.[attribute]);
}
