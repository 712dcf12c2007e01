import type { ConditionContext } from "../../access/iam/decision";
import { parseIamArn } from "../../aws/iam";
import type { Caller } from "../authentication/caller";

import type { CallerRights } from "./caller-policies";

/**
 * Condition keys every request of this caller carries (IAM "global condition context keys").
 *
 * `aws:SecureTransport` is true: the emulator stands for endpoints that speak TLS only.
 */
export function callerContext(caller: Caller, rights: CallerRights, now: Date): ConditionContext {
  return {
    "aws:PrincipalArn": rights.principalArn,
    "aws:PrincipalAccount": caller.accountId,
    "aws:PrincipalType": caller.role === undefined ? "User" : "AssumedRole",
    "aws:PrincipalIsAWSService": "false",
    "aws:userid": caller.userId,
    // Role sessions have no `aws:username`.
    ...(caller.role === undefined ? { "aws:username": userName(caller) } : {}),
    ...(caller.sourceFunctionArn === undefined
      ? {}
      : { "lambda:SourceFunctionArn": caller.sourceFunctionArn }),
    ...Object.fromEntries(
      Object.entries(rights.tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]),
    ),
    "aws:CurrentTime": `${now.toISOString().slice(0, 19)}Z`,
    "aws:EpochTime": String(Math.floor(now.getTime() / 1000)),
    "aws:SourceIp": "127.0.0.1",
    "aws:SecureTransport": "true",
  };
}

function userName({ arn }: Caller): string {
  return parseIamArn(arn)?.name ?? "";
}
