import type { AccessDecisions } from "../authorization/access-decisions";
import type { Authorizer } from "../authorization/authorizer";
import type { Caller } from "./caller";
import type { FaultPlan } from "./fault-plan";
import type { GatewayEvent } from "./gateway-event";

/** A person who deploys: an IAM user with a long-term key, treated as an administrator of its account. */
export interface Operator {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly caller: Caller;
}

/** Serves the Redshift Data API. Refusals are thrown as `AwsError`. */
export interface DataApiBackend {
  handle(request: {
    /** For example `ExecuteStatement`. */
    readonly operation: string;
    readonly input: Record<string, unknown>;
    readonly caller: Caller;
    readonly region: string;
  }): Promise<Record<string, unknown>>;
}

export interface GatewayOptions {
  /** Unix socket of a running `moto_server`. */
  readonly motoSocket: string;
  /** @default 0 - any free port */
  readonly port?: number;
  readonly operators: readonly Operator[];
  readonly decisions: AccessDecisions;
  readonly dataApi: (authorizer: Authorizer) => DataApiBackend;
  /** Goes wrong on purpose, for tests and measurements. @default - nothing does */
  readonly faults?: FaultPlan;
  /** @default - events are dropped */
  readonly log?: (event: GatewayEvent) => void;
}
