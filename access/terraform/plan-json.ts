import type { Json } from "../../aws/json";

/** One resource that differs between two states, as `terraform show -json` lists it. */
export interface ResourceChange {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly change: {
    /** Terraform's own words, for example `["delete", "create"]`. */
    readonly actions: readonly string[];
    /** `null`: it does not exist there. */
    readonly before: Json | null;
    readonly after: Json | null;
    /** The values of `after` that the apply works out: `true` in their place. */
    readonly after_unknown: Json;
  };
  /** What the provider is asked for to take over a resource that exists. Absent: it is in the state, or is made. */
  readonly importId?: string;
  /** Arguments whose change makes a resource anew. Absent: it stays. */
  readonly replacedFor?: readonly string[];
}

/** One resource as a state holds it. */
export interface StateResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly values: Json;
}

/** The resource of a change with the values of one of its two sides. */
export function resourceOf({ address, mode, type }: ResourceChange, values: Json): StateResource {
  return { address, mode, type, name: address.slice(type.length + 1), values };
}
