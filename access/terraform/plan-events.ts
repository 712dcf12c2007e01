/** Something Terraform could not do, from its machine-readable output. */
export interface PlanError {
  /** Resource or provider it happened at, if Terraform says. */
  readonly address?: string;
  readonly summary: string;
  readonly detail: string;
}

/** What `terraform plan -json` told while it ran. */
export interface PlanEvents {
  readonly errors: readonly PlanError[];
  /** Addresses of the resources that were read. */
  readonly refreshed: readonly string[];
  /** Addresses of the resources that refreshing found changed or gone, in whatever attribute. */
  readonly drifted: readonly string[];
  /** Addresses of the resources of which an apply would do anything: also move, import, forget or read them. */
  readonly planned: readonly string[];
  /** The plan came to its end: there is no more drift and no more change than was told. */
  readonly summarized: boolean;
}

interface PlanEvent {
  readonly type?: string;
  readonly hook?: { readonly resource: { readonly addr: string } };
  readonly change?: { readonly resource: { readonly addr: string } };
  readonly diagnostic?: PlanError & { readonly severity: string };
}

/**
 * Reads the lines of `terraform plan -json` (https://developer.hashicorp.com/terraform/internals/machine-readable-ui).
 * What a run that was killed left of its last line is no event.
 */
export function readPlanEvents(stdout: string): PlanEvents {
  const events = stdout
    .slice(0, stdout.lastIndexOf("\n") + 1)
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line): PlanEvent => JSON.parse(line));
  const addresses = (type: string) =>
    events
      .filter((event) => event.type === type)
      .flatMap(({ hook, change }) => (hook ?? change)?.resource.addr ?? []);
  return {
    errors: events.flatMap(({ diagnostic }) => (diagnostic?.severity === "error" ? [diagnostic] : [])),
    refreshed: addresses("refresh_complete"),
    drifted: addresses("resource_drift"),
    planned: addresses("planned_change"),
    summarized: events.some(({ type }) => type === "change_summary"),
  };
}
