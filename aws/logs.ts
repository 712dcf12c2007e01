import { regionalArn } from "./arn";
import type { Location } from "./location";

/** A log group, without the `:*` that some calls add. */
export function logGroupArn(at: Location, logGroupName: string): string {
  return regionalArn(at, "logs", `log-group:${logGroupName}`);
}

/** All streams of a log group. */
export function logStreamsArn(at: Location, logGroupName: string): string {
  return `${logGroupArn(at, logGroupName)}:log-stream:*`;
}
