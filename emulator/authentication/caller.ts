import { parseArn } from "../../aws/arn";
import { assumedRoleArn, type IamAccount } from "../../aws/iam";

/** A role of which there is a session. */
interface SessionRole {
  /** `arn:…:iam::<account>:role/<path><name>`: the value of `aws:PrincipalArn`. */
  readonly arn: string;
  readonly name: string;
  /** `AROA…`; another one once the role was deleted and made again. */
  readonly id: string;
}

/** Who signed a request, as IAM sees it. */
export interface Caller {
  /** Twelve digits. */
  readonly accountId: string;
  /** `arn:…:sts::<account>:assumed-role/<role>/<session>` or `arn:…:iam::<account>:user/<name>`. */
  readonly arn: string;
  /** Value of `aws:userid`: `AROA…:<session name>` for a role session, `AIDA…` for a user. */
  readonly userId: string;
  /** The role behind a role session. Absent: a user. */
  readonly role?: SessionRole & { readonly sessionName: string };
  /** Set on the credentials of a Lambda container: the unqualified ARN of its function. */
  readonly sourceFunctionArn?: string;
}

/** The identity that a session of this role has. */
export function roleSession(
  { arn, id, name, accountId }: SessionRole & { readonly accountId: string },
  sessionName: string,
): Caller {
  return {
    accountId,
    arn: assumedRoleArn({ partition: partitionOfArn(arn), accountId, name }, sessionName),
    userId: `${id}:${sessionName}`,
    role: { arn, name, id, sessionName },
  };
}

/** The account a caller belongs to, in the partition of its own ARN. */
export function accountOfCaller({ arn, accountId }: Caller): IamAccount {
  return { partition: partitionOfArn(arn), accountId };
}

function partitionOfArn(arn: string): string {
  return parseArn(arn)?.partition ?? "aws";
}
