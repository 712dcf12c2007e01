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

/** Its groups are the members of {@link ArnParts}. The resource may hold anything, colons and line breaks included. */
const ARN =
  /^arn:(?<partition>[^:]*):(?<service>[^:]*):(?<region>[^:]*):(?<accountId>[^:]*):(?<resource>.*)$/s;

/** Reads any ARN, patterns included; `undefined` for a text that is none. */
export function parseArn(text: string): ArnParts | undefined {
  return ARN.exec(text)?.groups as ArnParts | undefined;
}

/** The account an ARN names; empty for a text that is no ARN, and for resources that belong to no account. */
export function accountOf(arn: string): string {
  return parseArn(arn)?.accountId ?? "";
}

/** An ARN of a resource in one account and region. */
export function regionalArn(at: Location, service: string, resource: string): string {
  return `arn:${at.partition}:${service}:${at.region}:${at.accountId}:${resource}`;
}

/** Where the ARNs of some resources have the name; that of a Redshift Serverless workgroup has its id. */
const NAMES: readonly { readonly service: string; readonly resource: RegExp }[] = [
  { service: "iam", resource: /^role(?<path>\/(?:.+\/)?)(?<name>[^/]+)$/ },
  { service: "lambda", resource: /^function:(?<name>[^:]+)(?::.*)?$/ },
  { service: "redshift", resource: /^cluster:(?<name>[^:]+)$/ },
  { service: "s3", resource: /^(?<name>[^/]+)(?:\/.*)?$/ },
];

/** The name of a role, function, cluster or bucket in its ARN, and the path of a role; `undefined` where it says none. */
export function nameInArn(arn: string): { readonly name: string; readonly path?: string } | undefined {
  const { service, resource = "" } = parseArn(arn) ?? {};
  const known = NAMES.find((one) => one.service === service)?.resource;
  const { name, path } = known?.exec(resource)?.groups ?? {};
  return name === undefined ? undefined : { name, ...(path === undefined ? {} : { path }) };
}
