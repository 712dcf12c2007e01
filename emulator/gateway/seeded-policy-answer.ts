import type { NamedDocument } from "../../access/iam/decision";
import { accountOf } from "../../aws/arn";
import type { SignedRequest } from "../authentication/signed-request";
import { accessDenied } from "../authorization/access-denied";
import type { Authorizer } from "../authorization/authorizer";
import { jsonAnswer } from "../protocol/answer";
import type { AwsResponse } from "../protocol/aws-request";
import type { SeededPolicies } from "../resource-policies/seeded-policies";

/**
 * Answers a request for the policy of a secret or key that exists from the start. Administrators are asked, too: such a policy can
 * deny it to them.
 *
 * @returns undefined when the request is for another resource
 * @throws AwsError access denied, and what the service refuses
 */
export async function seededPolicyAnswer(
  request: SignedRequest,
  operation: string,
  policies: SeededPolicies,
  authorizer: Pick<Authorizer, "denial">,
): Promise<AwsResponse | undefined> {
  const resource = policies.namedBy(request);
  if (resource === undefined) return undefined;
  const asked = {
    action: `${request.scope.service}:${operation}`,
    resource: resource.arn,
    resourceAccountId: accountOf(resource.arn),
  };
  const denial = await authorizer.denial(request.caller, asked);
  if (denial !== undefined) throw accessDenied("json", denial);
  const mayPutAgain = async (resourcePolicy: NamedDocument) =>
    (await authorizer.denial(request.caller, { ...asked, resourcePolicy })) === undefined;
  return jsonAnswer(await policies.answer(resource, operation, request, mayPutAgain));
}
