import type { Caller } from "../../authentication/caller";

/** Who asks, and where. The account of every resource a request names is the caller's: requests carry names only. */
export interface RequestOrigin {
  readonly caller: Caller;
  readonly region: string;
}

/** Partition of the caller's own ARN. */
export function partitionOf({ caller }: RequestOrigin): string {
  return caller.arn.split(":")[1] ?? "aws";
}

/** `arn:…:<service>:<region>:<account>:<rest>` in the caller's account and the request's region. */
export function localArn(context: RequestOrigin, service: string, rest: string): string {
  return `arn:${partitionOf(context)}:${service}:${context.region}:${context.caller.accountId}:${rest}`;
}
