import { parseArn } from "../aws/arn";
import { accountRootArn, type IamAccount } from "../aws/iam";
import { LAMBDA_SERVICE } from "../aws/lambda";
import type { Condition, TrustStatement } from "./statement";

/** The role may be the execution role of a Lambda function. */
export function trustLambda(): TrustStatement {
  return { sid: "TrustLambda", principal: { type: "service", service: LAMBDA_SERVICE } };
}

/** The role to trust, and how narrowly. */
export interface TrustRoleProps {
  readonly roleArn: string;
  /** `role` or `role-by-name`, see {@link TrustStatement}. */
  readonly match: "role" | "role-by-name";
  /** `sts:ExternalId` the caller must send. */
  readonly externalId?: string;
}

/** One role may assume this one. */
export function trustRole(props: TrustRoleProps): TrustStatement {
  return {
    sid: "TrustRole",
    principal: { type: props.match, roleArn: props.roleArn },
    conditions:
      props.externalId === undefined
        ? []
        : [{ test: "StringEquals", variable: "sts:ExternalId", values: [props.externalId] }],
  };
}

/** IAM's principal element and every condition of a trust statement, the implied one included. */
export function resolveTrust(statement: TrustStatement): {
  type: "AWS" | "Service";
  identifier: string;
  conditions: readonly Condition[];
} {
  const { principal, conditions = [] } = statement;
  switch (principal.type) {
    case "service":
      return { type: "Service", identifier: principal.service, conditions };
    case "role":
      return { type: "AWS", identifier: principal.roleArn, conditions };
    case "role-by-name":
      return {
        type: "AWS",
        identifier: accountRootArn(accountOfRole(principal.roleArn)),
        conditions: [
          { test: "ArnEquals", variable: "aws:PrincipalArn", values: [principal.roleArn] },
          ...conditions,
        ],
      };
  }
}

function accountOfRole(roleArn: string): IamAccount {
  const { partition, accountId } = parseArn(roleArn) ?? {};
  if (partition === undefined || accountId === undefined) throw new Error(`${roleArn} is no ARN of a role`);
  return { partition, accountId };
}
