import { readFileSync } from "node:fs";
import { join } from "node:path";
import { linkReport } from "../../../tools/drift/link-report";
import type { PlanAttempt, PlanError, PlanJson } from "../../../tools/lib/terraform";
import { linkWith } from "../../support/links";

/** A plan that Terraform made of a deployed link in the rehearsal; parts nobody reads are left out. */
export function recordedPlan(name: string): PlanJson {
  return JSON.parse(readFileSync(join(__dirname, "fixtures", `${name}.json`), "utf8"));
}

export function attempt(
  plan: PlanJson,
  errors: readonly PlanError[] = [],
  read = (_: string) => true,
): PlanAttempt {
  const resources = plan.prior_state?.values?.root_module?.resources ?? [];
  return { plan, errors, refreshed: resources.map(({ address }) => address).filter(read) };
}

export function reportOf(plan: PlanAttempt) {
  return linkReport(linkWith(), plan);
}
