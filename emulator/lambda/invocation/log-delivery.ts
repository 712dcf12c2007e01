import { logStreamArn } from "../../../aws/logs";
import { accountOfCaller, type Caller } from "../../authentication/caller";
import type { IdentityAuthorizer } from "../../authorization/identity-authorizer";
import type { MotoClient } from "../../moto/moto-client";
import type { LogLine } from "./container";

/** The log stream of one container. */
interface LogTarget {
  readonly region: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  /** Lines end with a line break, as in a text log. @default false */
  readonly endsLines?: boolean;
}

/**
 * Writes a function's log to CloudWatch Logs with the rights of its role. As on AWS, lines are lost when the role's
 * policies do not allow to write them, or when there is no log group.
 */
export class LogDelivery {
  private readonly createdStreams = new Set<string>();

  constructor(
    private readonly moto: MotoClient,
    private readonly authorizer: Pick<IdentityAuthorizer, "quietDenial">,
  ) {}

  async deliver(role: Caller, target: LogTarget, lines: readonly LogLine[]): Promise<void> {
    if (lines.length === 0 || !(await this.hasStream(role, target))) return;
    if (!(await this.may(role, target, "logs:PutLogEvents", streamArn(role, target)))) return;
    const answer = await this.call(role, target, "PutLogEvents", {
      logGroupName: target.logGroupName,
      logStreamName: target.logStreamName,
      logEvents: lines.map(({ timestampMilliseconds, message }) => ({
        timestamp: timestampMilliseconds,
        message: target.endsLines === true ? `${message}\n` : message,
      })),
    });
    // The group was deleted meanwhile; its streams went with it.
    if (answer !== 200) this.createdStreams.delete(streamArn(role, target));
  }

  private async hasStream(role: Caller, target: LogTarget): Promise<boolean> {
    const stream = streamArn(role, target);
    if (this.createdStreams.has(stream)) return true;
    if (!(await this.may(role, target, "logs:CreateLogStream", stream))) return false;
    const { logGroupName, logStreamName } = target;
    let status = await this.call(role, target, "CreateLogStream", { logGroupName, logStreamName });
    if (status !== 200 && (await this.createGroup(role, target))) {
      status = await this.call(role, target, "CreateLogStream", { logGroupName, logStreamName });
    }
    if (status === 200) this.createdStreams.add(stream);
    return status === 200;
  }

  private async createGroup(role: Caller, target: LogTarget): Promise<boolean> {
    const resource = streamArn(role, { ...target, logStreamName: "" });
    if (!(await this.may(role, target, "logs:CreateLogGroup", resource))) return false;
    return (await this.call(role, target, "CreateLogGroup", { logGroupName: target.logGroupName })) === 200;
  }

  private async may(role: Caller, target: LogTarget, action: string, resource: string): Promise<boolean> {
    const request = {
      action,
      resource,
      resourceAccountId: role.accountId,
      context: { "aws:RequestedRegion": target.region },
    };
    return (await this.authorizer.quietDenial(role, request)) === undefined;
  }

  private async call(role: Caller, target: LogTarget, operation: string, input: unknown): Promise<number> {
    const { status } = await this.moto.call({
      accountId: role.accountId,
      region: target.region,
      service: "logs",
      headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": `Logs_20140328.${operation}` },
      body: JSON.stringify(input),
    });
    return status;
  }
}

/** The name is empty for what is decided on a log group: AWS's ARN then ends in `:log-stream:`. */
function streamArn(role: Caller, { region, logGroupName, logStreamName }: LogTarget): string {
  return logStreamArn({ ...accountOfCaller(role), region }, logGroupName, logStreamName);
}
