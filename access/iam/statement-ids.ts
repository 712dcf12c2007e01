import { GetPolicyCommand, type LambdaClient, ResourceNotFoundException } from "@aws-sdk/client-lambda";
import { presentMembers } from "../../aws/json";
import { statementsOf } from "./statements";

/**
 * Ids of the statements of a function's resource policy, sorted; none where it has no policy.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html
 */
export async function readStatementIds(
  lambda: LambdaClient,
  FunctionName: string,
  alias?: string,
): Promise<readonly string[]> {
  try {
    const { Policy = "{}" } = await lambda.send(
      new GetPolicyCommand({ FunctionName, ...presentMembers({ Qualifier: alias }) }),
    );
    return statementsOf(JSON.parse(Policy))
      .map(({ Sid }) => String(Sid))
      .sort();
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return [];
    throw error;
  }
}
