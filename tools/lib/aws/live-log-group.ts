import { type CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { presentMembers } from "../../../aws/json";

/** A log group as CloudWatch Logs has it right now. */
export interface LiveLogGroup {
  /** Absent: its lines are kept for ever. */
  readonly retentionDays?: number;
  /** Absent: CloudWatch's own key. */
  readonly kmsKeyArn?: string;
}

/**
 * Reads a log group; `undefined` when there is none of that name.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html
 */
export async function readLiveLogGroup(
  logs: CloudWatchLogsClient,
  name: string,
): Promise<LiveLogGroup | undefined> {
  const answer = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
  const found = (answer.logGroups ?? []).find(({ logGroupName }) => logGroupName === name);
  return found === undefined
    ? undefined
    : presentMembers({ retentionDays: found.retentionInDays, kmsKeyArn: found.kmsKeyId });
}
