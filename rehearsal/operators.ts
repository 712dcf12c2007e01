import { randomBytes } from "node:crypto";
import type { Link } from "../config/link";
import type { Caller } from "../emulator/gateway/caller";

/** Name of the IAM user that deploys in every local account. */
const OPERATOR_NAME = "operator";

/** A person with long-term keys and full rights in one local account. */
export interface Operator {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly caller: Caller;
}

function operator(partition: string, accountId: string): Operator {
  return {
    accessKeyId: `AKIA${randomBytes(8).toString("hex").toUpperCase()}`,
    secretAccessKey: randomBytes(20).toString("hex"),
    caller: {
      accountId,
      arn: `arn:${partition}:iam::${accountId}:user/${OPERATOR_NAME}`,
      userId: `AIDA${randomBytes(8).toString("hex").toUpperCase()}`,
    },
  };
}

/** One operator per account of the links; the first is the lambda account of the first link. */
export function operatorsOf(links: readonly Link[]): readonly [Operator, ...Operator[]] {
  const accounts = new Map<string, Operator>();
  for (const { partition, lambdaAccount, redshiftAccount } of links) {
    for (const { id } of [lambdaAccount, redshiftAccount]) {
      if (!accounts.has(id)) accounts.set(id, operator(partition, id));
    }
  }
  const [first, ...others] = accounts.values();
  if (first === undefined) throw new Error("there are no links, expected at least one");
  return [first, ...others];
}

/** The operator of an account. */
export function operatorIn(operators: readonly Operator[], accountId: string): Operator {
  const found = operators.find(({ caller }) => caller.accountId === accountId);
  if (found === undefined) throw new Error(`account ${accountId} is not one of the local accounts`);
  return found;
}
