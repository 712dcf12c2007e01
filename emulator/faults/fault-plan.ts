import type { AwsError } from "../protocol/aws-error";

/** A request that something may go wrong with. */
export interface FaultableCall {
  /** Signing name, for example `redshift-data`. */
  readonly service: string;
  /** For example `ExecuteStatement`. */
  readonly operation: string;
  /** Whose credentials signed it. */
  readonly accessKeyId: string;
  readonly body: Buffer;
}

/**
 * One thing that goes wrong.
 *
 * - `error`: that error is the answer
 * - `reset`: the connection is reset instead of an answer
 * - `silence`: the connection stays open and no answer ever comes
 * - `expire`, `revoke`: the credentials of the request end, this request included
 *
 * With `executes`, the request does its work first and only the answer is lost.
 */
export type Fault =
  | { readonly kind: "error"; readonly error: AwsError; readonly executes: boolean }
  | { readonly kind: "reset" | "silence"; readonly executes: boolean }
  | { readonly kind: "expire" | "revoke" };

/** Decides for each request what goes wrong with it; nothing for most. */
export interface FaultPlan {
  next(call: FaultableCall): Fault | undefined;
}
