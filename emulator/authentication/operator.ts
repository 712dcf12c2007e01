import { randomBytes } from "node:crypto";
import { type IamAccount, userArn } from "../../aws/iam";
import { newAccessKeyId } from "./access-key-id";
import type { Caller } from "./caller";

/** Name of the IAM user that deploys in every local account. */
export const OPERATOR_NAME = "operator";

/** A person who deploys: an IAM user with a long-term key, an administrator of its account. */
export interface Operator {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly caller: Caller;
}

/**
 * The operator of an account, with keys that are random and new in every run.
 *
 * @param userId `AIDA…` that IAM gave the user
 */
export function createOperator({ partition, accountId }: IamAccount, userId: string): Operator {
  return {
    accessKeyId: newAccessKeyId("AKIA", accountId),
    secretAccessKey: randomBytes(20).toString("hex"),
    caller: {
      accountId,
      arn: userArn({ partition, accountId, path: "/", name: OPERATOR_NAME }),
      userId,
    },
  };
}

/**
 * The operator of an account.
 *
 * @throws Error when the account is none of the local ones
 */
export function operatorIn(operators: readonly Operator[], accountId: string): Operator {
  const found = operators.find(({ caller }) => caller.accountId === accountId);
  if (found === undefined) throw new Error(`account ${accountId} is not one of the local accounts`);
  return found;
}
