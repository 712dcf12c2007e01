/** Keys as the AWS SDK takes them. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Keys as IAM (without a token) and STS (with one) give them; empty ones where they gave none. */
export function keysOf({
  AccessKeyId = "",
  SecretAccessKey = "",
  SessionToken,
}: Readonly<
  Partial<Record<"AccessKeyId" | "SecretAccessKey" | "SessionToken", string | undefined>>
> = {}): Keys {
  const keys = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
  return SessionToken === undefined ? keys : { ...keys, sessionToken: SessionToken };
}

/** A trust policy that lets this principal assume the role. */
export const trusting = (principal: object) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" }],
  });

/** An identity policy that allows this action on everything. */
export const allowing = (action: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action, Resource: "*" }],
  });
