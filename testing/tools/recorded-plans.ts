import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type PlanAttempt, readPlan } from "../../access/terraform/plan";
import type { PlanError, PlanEvents } from "../../access/terraform/plan-events";
import type { ResourceChange, StateResource } from "../../access/terraform/plan-json";
import type { SavedStates } from "../../access/terraform/saved-states";
import { linkReport } from "../../tools/drift/judge/link-report";
import type { BeyondPlan } from "../../tools/drift/read/beyond-plan/beyond-plan";
import { linkWith } from "../links/links";

/** The members of `terraform show -json` that the recorded plans have. */
export interface PlanJson {
  readonly errored?: boolean;
  readonly resource_changes?: readonly ResourceChange[];
  readonly resource_drift?: readonly ResourceChange[];
  readonly prior_state?: {
    readonly values?: { readonly root_module?: { readonly resources?: readonly StateResource[] } };
  };
  readonly configuration?: {
    readonly root_module?: {
      readonly resources?: readonly { readonly address: string; readonly provider_config_key: string }[];
    };
  };
}

/** A plan that Terraform made of a deployed link in the rehearsal; parts nobody reads are left out. */
export function recordedPlan(name: string): PlanJson {
  return JSON.parse(readFileSync(join(__dirname, "recorded-plans", `${name}.json`), "utf8"));
}

export function attempt(
  plan: PlanJson,
  errors: readonly PlanError[] = [],
  read = (_: string) => true,
): PlanAttempt {
  const addresses = resourcesOf(plan).map(({ address }) => address);
  return { plan: readPlan(plan), errors, refreshed: addresses.filter(read) };
}

/** What Terraform told while it made the plan. */
export function eventsOf(plan: PlanJson): PlanEvents {
  const { errors, refreshed } = attempt(plan);
  const pending = (plan.resource_changes ?? []).filter(({ change }) => !change.actions.includes("no-op"));
  const [drifted, planned] = [plan.resource_drift ?? [], pending].map((list) =>
    list.map(({ address }) => address),
  ) as [string[], string[]];
  return { errors, refreshed, drifted, planned, summarized: plan.errored !== true };
}

/** The states that Terraform saved with the plan. */
export function statesOf(plan: PlanJson): SavedStates {
  return { prior: readPlan(plan).prior, refreshed: resourcesOf(plan) };
}

function resourcesOf(plan: PlanJson): readonly StateResource[] {
  return plan.prior_state?.values?.root_module?.resources ?? [];
}

/** Nothing beside the plan, and nothing refused. */
export const NOTHING_BEYOND: BeyondPlan = { parts: [], refusals: [], documents: {} };

export function reportOf(plan: PlanAttempt, beyond: BeyondPlan = NOTHING_BEYOND) {
  return linkReport(linkWith(), plan, beyond);
}
