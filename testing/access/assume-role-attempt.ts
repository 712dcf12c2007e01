import type { Decision } from "../../access/iam/decision";
import { type AssumeRoleCaller, decideAssumeRole } from "../../access/iam/simulator";
import { allowStatement, DATA_ROLE, identity, LAMBDA_ACCOUNT, policy, QUERY_ROLE, trust } from "./decisions";

export const QUERY_ROLE_ID = "AROAQUERYROLE00000000";
export const MAY_ASSUME = identity(policy(allowStatement("Assume", "sts:AssumeRole", DATA_ROLE)));
export const LAMBDA_ACCOUNT_ROOT = `arn:aws:iam::${LAMBDA_ACCOUNT}:root`;
export const EXACT = trust({ AWS: QUERY_ROLE });
export const BY_NAME = trust({ AWS: LAMBDA_ACCOUNT_ROOT }, { ArnEquals: { "aws:PrincipalArn": QUERY_ROLE } });
export const WITH_EXTERNAL_ID = trust(
  { AWS: QUERY_ROLE },
  { StringEquals: { "sts:ExternalId": "shared-word" } },
);

export interface Attempt {
  readonly caller?: Partial<AssumeRoleCaller>;
  readonly trust?: unknown;
  readonly roleArn?: string;
  readonly context?: Record<string, string>;
}

/** An attempt of a session of the query role to assume the data role. */
export function decide({
  caller,
  trust: document,
  roleArn = DATA_ROLE,
  context = {},
}: Attempt): Promise<Decision> {
  return decideAssumeRole({
    caller: {
      arn: `arn:aws:sts::${LAMBDA_ACCOUNT}:assumed-role/query/analytics`,
      accountId: LAMBDA_ACCOUNT,
      roleArn: QUERY_ROLE,
      roleId: QUERY_ROLE_ID,
      userId: `${QUERY_ROLE_ID}:analytics`,
      policies: MAY_ASSUME,
      ...caller,
    },
    role: { arn: roleArn, accountId: roleArn.split(":")[4] ?? "", trust: document },
    context,
  });
}
