import { accountOf } from "../../aws/arn";
import { isAccountId } from "../../aws/iam";
import type { Caller } from "../authentication/caller";
import type { SignedRequest } from "../authentication/signed-request";
import type { Protocol } from "../protocol/protocol";
import { accessDenied } from "./access-denied";
import { denialSentence } from "./denial-sentence";
import type { IdentityAuthorizer } from "./identity-authorizer";
import type { Requirement } from "./requirements/requirement";

/**
 * Decides a request that moto answers. Administrators pass without a decision, and what the request needs is
 * not read for them. A request whose resource the emulator cannot tell is allowed to administrators only.
 *
 * @param requirements what the request needs, read when the caller is no administrator
 * @throws AwsError the protocol's access denied error, for the first action that is not allowed
 */
export async function authorizeRequest(
  { caller }: SignedRequest,
  protocol: Protocol,
  authorizer: Pick<IdentityAuthorizer, "quietDenial" | "isAdministrator">,
  requirements: () => Promise<readonly Requirement[]>,
): Promise<void> {
  if (await authorizer.isAdministrator(caller)) return;
  for (const requirement of await requirements()) {
    const { action, resource } = requirement;
    if (resource === undefined)
      throw accessDenied(protocol, denialSentence(caller, { action, resource: "*" }, { by: "identity" }));
    const denial = await authorizer.quietDenial(caller, {
      ...requirement,
      resource,
      resourceAccountId: ownerOf(resource, caller),
    });
    if (denial !== undefined) throw accessDenied(protocol, denial);
  }
}

/** The account in the ARN; the caller's for what belongs to no account or to AWS. */
function ownerOf(resource: string, { accountId }: Pick<Caller, "accountId">): string {
  const owner = accountOf(resource);
  return isAccountId(owner) ? owner : accountId;
}
