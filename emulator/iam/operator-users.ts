import { AttachUserPolicyCommand, CreateUserCommand } from "@aws-sdk/client-iam";
import { awsManagedPolicyArn, type IamAccount } from "../../aws/iam";
import { createOperator, OPERATOR_NAME, type Operator } from "../authentication/operator";
import { motoIamOf } from "../moto/moto-iam-client";
import { uniqueId } from "./unique-ids";

/**
 * Makes the operator of each account: an IAM user that has AdministratorAccess. Before the gateway answers anybody, so past it.
 *
 * @param socket moto's Unix socket
 */
export async function createOperators(
  socket: string,
  [first, ...others]: readonly [IamAccount, ...IamAccount[]],
): Promise<readonly [Operator, ...Operator[]]> {
  const created = (account: IamAccount) => createOperatorOf(socket, account);
  return [await created(first), ...(await Promise.all(others.map(created)))];
}

async function createOperatorOf(socket: string, account: IamAccount): Promise<Operator> {
  const iam = motoIamOf(socket)(account);
  try {
    const { User } = await iam.send(new CreateUserCommand({ UserName: OPERATOR_NAME }));
    const PolicyArn = awsManagedPolicyArn(account.partition, "AdministratorAccess");
    await iam.send(new AttachUserPolicyCommand({ UserName: OPERATOR_NAME, PolicyArn }));
    return createOperator(account, uniqueId("UserId", User?.UserId ?? ""));
  } finally {
    iam.destroy();
  }
}
