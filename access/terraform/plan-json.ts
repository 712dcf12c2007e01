import type { PlanEvents } from "./plan-events";

/** One resource a plan touches, as `terraform show -json` names it. */
export interface ResourceChange {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: unknown;
    readonly after: unknown;
    readonly after_unknown: unknown;
  };
}

/** One resource as a state holds it. */
export interface StateResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The part of a plan's JSON this project reads. */
export interface PlanJson {
  /** Present and `true`: the plan ended early, what it holds is what it had read until then. */
  readonly errored?: boolean;
  readonly resource_changes?: readonly ResourceChange[];
  /** What refreshing found changed since the last apply. */
  readonly resource_drift?: readonly ResourceChange[];
  /** The state after refreshing. Absent: the state is empty. */
  readonly prior_state?: {
    readonly values?: { readonly root_module?: { readonly resources?: readonly StateResource[] } };
  };
  readonly configuration?: {
    readonly root_module?: {
      readonly resources?: readonly { readonly address: string; readonly provider_config_key: string }[];
    };
  };
}

/** A plan that may have ended early. */
export interface PlanAttempt extends Pick<PlanEvents, "errors" | "refreshed"> {
  /** Absent: Terraform got nowhere. */
  readonly plan?: PlanJson;
}
