import type { Statement } from "./statement";

/** Write to the streams of one log group. Creating the group is left out: the stack owns it and its retention. */
export function writeOwnLogs(logStreamsArn: string): Statement {
  return {
    sid: "WriteOwnLogs",
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resources: [logStreamsArn],
  };
}
