import { partitionOf } from "../../../aws/partition";
import type { SignedRequest } from "../../protocol/aws-request";
import { jsonBody } from "../../protocol/json-body";
import type { Requirement } from "./requirement";
import { resourceTypesOf } from "./resource-types";
import { tagContext, tagKeysContext } from "./tag-context";

/** What a CloudWatch Logs request needs: its own action, and for a log group created with tags the tag action too. */
export async function logsRequirements(
  request: SignedRequest,
  operation: string,
): Promise<readonly Requirement[]> {
  const input = jsonBody(request);
  const types = (await resourceTypesOf("logs", operation)) ?? ["unknown"];
  const resource = types.length === 0 ? "*" : resourceOf(request, input);
  const tags = (input.tags ?? {}) as Record<string, string>;
  const context = {
    ...tagContext(tags),
    ...(Array.isArray(input.tagKeys) ? tagKeysContext(input.tagKeys) : {}),
  };
  const own = { action: `logs:${operation}`, ...(resource === undefined ? {} : { resource }), context };
  if (operation !== "CreateLogGroup" || Object.keys(tags).length === 0) return [own];
  return [
    own,
    { action: "logs:TagResource", resource: groupArn(request, String(input.logGroupName)), context },
  ];
}

/**
 * Tag actions are decided on the ARN of the log group alone, all others on one with a stream part, which is empty
 * where the request names no stream: `…:log-group:<group>:log-stream:`, as AWS's denials quote it.
 */
function resourceOf(request: SignedRequest, input: Readonly<Record<string, unknown>>): string | undefined {
  const { resourceArn, logGroupName, logStreamName } = input;
  if (typeof resourceArn === "string") return resourceArn;
  if (typeof logGroupName !== "string") return undefined;
  const stream = typeof logStreamName === "string" ? logStreamName : "";
  return `${groupArn(request, logGroupName)}:log-stream:${stream}`;
}

function groupArn({ caller, scope }: SignedRequest, logGroupName: string): string {
  return `arn:${partitionOf(scope.region)}:logs:${scope.region}:${caller.accountId}:log-group:${logGroupName}`;
}
