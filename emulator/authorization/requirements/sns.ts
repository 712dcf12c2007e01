import type { SignedRequest } from "../../authentication/signed-request";
import { queryParameters } from "../../protocol/protocol";
import { otherRequirements } from "./other";
import type { Requirement } from "./requirement";

/** What a request to SNS needs, on the topic that it names. */
export async function topicRequirements(
  request: SignedRequest,
  operation: string | undefined,
): Promise<readonly Requirement[]> {
  const resource = queryParameters(request).get("TopicArn");
  if (operation === undefined || resource === null) return otherRequirements("sns", operation);
  return [{ action: `sns:${operation}`, resource }];
}
