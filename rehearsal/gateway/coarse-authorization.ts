import type { SignedRequest } from "./aws-request";
import { accessDenied } from "./error-answer";
import type { IdentityAuthorizer } from "./identity-authorizer";
import type { Protocol } from "./protocol";

/** Services whose IAM prefix is not their signing name. */
const IAM_PREFIXES: Readonly<Record<string, string>> = {
  email: "ses",
  monitoring: "cloudwatch",
};

/**
 * Decides requests to the services that moto answers alone: action `<service>:<Operation>` on resource `*`, so a
 * policy that names single resources does not allow them here. Administrators pass.
 *
 * @throws AwsError the protocol's access denied error
 */
export async function authorizeCoarsely(
  request: SignedRequest,
  protocol: Protocol,
  operation: string | undefined,
  authorizer: Pick<IdentityAuthorizer, "quietDenial">,
): Promise<void> {
  const { caller, scope } = request;
  const prefix = IAM_PREFIXES[scope.service] ?? scope.service;
  const denial = await authorizer.quietDenial(caller, {
    // Where the path alone names the operation, only who may do everything in the service may do it.
    action: `${prefix}:${operation ?? "*"}`,
    resource: "*",
    resourceAccountId: caller.accountId,
    context: { "aws:RequestedRegion": scope.region },
  });
  if (denial !== undefined) throw accessDenied(protocol, denial);
}
