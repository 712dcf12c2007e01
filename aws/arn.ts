import type { Location } from "./location";

/**
 * The parts of an ARN, `arn:<partition>:<service>:<region>:<account>:<resource>`; region and account may be empty.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export interface ArnParts {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  /** Everything after the fifth colon. */
  readonly resource: string;
}

/** Reads any ARN, patterns included; `undefined` for a text that is none. */
export function parseArn(text: string): ArnParts | undefined {
  const [prefix, partition, service, region, accountId, ...resource] = text.split(":");
  if (prefix !== "arn" || partition === undefined || service === undefined) return undefined;
  if (region === undefined || accountId === undefined || resource.length === 0) return undefined;
  return { partition, service, region, accountId, resource: resource.join(":") };
}

/** The account an ARN names; empty for a text that is no ARN, and for resources that belong to no account. */
export function accountOf(arn: string): string {
  return parseArn(arn)?.accountId ?? "";
}

/** An ARN of a resource in one account and region. */
export function regionalArn(at: Location, service: string, resource: string): string {
  return `arn:${at.partition}:${service}:${at.region}:${at.accountId}:${resource}`;
}
