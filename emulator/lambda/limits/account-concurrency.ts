import { isJson } from "../../../aws/json";
import type { MotoClient } from "../../moto/moto-client";
import { AwsError } from "../../protocol/aws-error";
import type { FunctionReference } from "../../protocol/function-reference";

/** Invocations at a time of all functions of an account in a region, and how many no reservation may take (AWS Lambda quotas). */
const ACCOUNT_CONCURRENCY = 1000;
const MIN_UNRESERVED = 100;

/**
 * @param reserved invocations at a time that a function asks for
 * @throws AwsError InvalidParameterValueException when they leave too few to the other functions
 */
export async function checkReservedConcurrency(
  moto: Pick<MotoClient, "call">,
  reference: FunctionReference,
  reserved: number,
): Promise<void> {
  const { accountId, region } = reference;
  const read = async (path: string) => {
    const { status, body } = await moto.call({ accountId, region, service: "lambda", method: "GET", path });
    const answer: unknown = status === 200 ? JSON.parse(body.toString()) : {};
    return isJson(answer) ? answer : {};
  };
  const { Functions } = await read("/2015-03-31/functions/?MaxItems=10000");
  const others = (Array.isArray(Functions) ? Functions : [])
    .map(({ FunctionName }) => String(FunctionName))
    .filter((name) => name !== reference.name);
  const answers = await Promise.all(others.map((name) => read(`/2019-09-30/functions/${name}/concurrency`)));
  const taken = answers.reduce((sum, answer) => sum + Number(answer.ReservedConcurrentExecutions ?? 0), 0);
  if (taken + reserved <= ACCOUNT_CONCURRENCY - MIN_UNRESERVED) return;
  throw new AwsError(
    "InvalidParameterValueException",
    `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${MIN_UNRESERVED}].`,
  );
}
