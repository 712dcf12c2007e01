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

/** One stream of a log group; its name is empty in the ARN that calls on the group itself are decided on. */
export function logStreamArn(at: Location, logGroupName: string, logStreamName: string): string {
  return `${logGroupArn(at, logGroupName)}:log-stream:${logStreamName}`;
}
